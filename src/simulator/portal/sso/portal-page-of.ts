import { AwsError } from "../../aws/aws-error.ts";
import { pageOf } from "../../aws/page-of.ts";
import type { WebRequest } from "../../web.ts";
import type { World } from "../../world.ts";

const mostPerPage = 100;

type Listing<Item> = { world: World; userId: string; items: Item[]; keyOf(item: Item): string };

/** The page of this person's items that the query asks for by `max_result` and `next_token`. */
export const portalPageOf = <Item>(
  listing: Listing<Item>,
  { url }: WebRequest,
): { items: Item[]; nextToken?: string } => {
  const size = Number(url.searchParams.get("max_result") ?? mostPerPage);
  if (!Number.isInteger(size) || size < 1 || size > mostPerPage) throw invalid("max_result must be from 1 to 100.");
  const { rows, nextToken } = pageOf({
    world: listing.world,
    question: [url.pathname, listing.userId, url.searchParams.get("account_id") ?? undefined],
    rows: listing.items,
    keyOf: listing.keyOf,
    maxResults: size,
    most: mostPerPage,
    token: url.searchParams.get("next_token") ?? undefined,
    badToken: () => invalid("next_token is not one that was given for this list."),
  });
  return nextToken === undefined ? { items: rows } : { items: rows, nextToken };
};

const invalid = (message: string): AwsError => new AwsError("InvalidRequestException", message);
