import type { Operation } from "../contract/operation.ts";
import type { Client } from "./client.ts";

const largestPage = 200;

type Page<Item> = { items: Item[]; nextCursor?: string };

/** Every item of a list, page by page, up to `most`; `more` says whether there were more. */
export const readPages = async function* <Item>(
  client: Client,
  facts: { operation: Operation; query: object; params?: object; most: number },
): AsyncGenerator<Item, { more: boolean }> {
  const { operation, params } = facts;
  let cursor: string | undefined;
  let left = facts.most;
  do {
    const query = { limit: String(Math.min(left, largestPage)), cursor, ...facts.query };
    const { value } = await client.call(operation, { query, ...(params ? { params } : {}) } as object);
    const page = value as Page<Item>;
    const items = page.items.slice(0, left);
    yield* items;
    left -= items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined && left > 0);
  return { more: cursor !== undefined };
};
