import { keepDocument, readDocument } from "./kept-document.ts";
import type { World } from "./world.ts";

export type Expiring = { expiresAt: string };

export type ExpiringRecords<Body extends Expiring> = {
  /** The record while it is not over. */
  live(id: string, now: Date): Body | undefined;
  /** The record even when it is over, for a day: who asks late is told so. */
  find(id: string): Body | undefined;
  put(id: string, body: Body, now: Date): void;
  delete(id: string): void;
};

const oneDayMs = 86_400_000;
const mostRecords = 1000;

/** A kept set of records that end by themselves: at most a thousand, the oldest leave first. */
export const expiringRecords = <Body extends Expiring>(world: World, document: string): ExpiringRecords<Body> => {
  const all = () => readDocument<Record<string, Body>>(world, document, {});
  const find = (id: string) => (Object.hasOwn(all(), id) ? all()[id] : undefined);
  return {
    find,
    live(id, now) {
      const record = find(id);
      return record !== undefined && record.expiresAt > now.toISOString() ? record : undefined;
    },
    put(id, body, now) {
      const longOver = new Date(now.getTime() - oneDayMs).toISOString();
      const others = Object.entries(all()).filter(([other, record]) => other !== id && record.expiresAt > longOver);
      keepDocument(world, document, Object.fromEntries([...others.slice(1 - mostRecords), [id, body]]));
    },
    delete(id) {
      const { [id]: _gone, ...others } = all();
      keepDocument(world, document, others);
    },
  };
};
