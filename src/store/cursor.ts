import { Refusal } from "../core/refusal.ts";

const longestCursor = 2_000;

/** Where a page ended, as text that callers hand back unread. It holds the sort keys of the last row, so pages stay right while rows come and go. */
export const encodeCursor = (keys: readonly string[]): string =>
  Buffer.from(JSON.stringify(keys), "utf8").toString("base64url");

export const unreadableCursor = () =>
  new Refusal("invalid", [
    {
      code: "cursor.invalid",
      message: "The cursor is not one that this list gave out. Ask for the first page again, without a cursor.",
      field: "cursor",
    },
  ]);

const parseKeys = (cursor: string): unknown => {
  if (cursor.length > longestCursor || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
};

/** The sort keys a cursor holds; refuses with `cursor.invalid` whatever does not hold exactly `count` of them. */
export const decodeCursor = (cursor: string, count: number): string[] => {
  const keys = parseKeys(cursor);
  if (!Array.isArray(keys) || keys.length !== count) throw unreadableCursor();
  return keys.map((key: unknown) => {
    if (typeof key !== "string" || key.includes("\u0000")) throw unreadableCursor();
    return key;
  });
};

/** A sort key that must be an instant: anything else never reaches the database. */
export const instantKey = (key: string): Date => {
  const at = new Date(key);
  const year = at.getUTCFullYear();
  if (Number.isNaN(year) || year < 1970 || year > 9999) throw unreadableCursor();
  return at;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A sort key that must be a UUID. */
export const uuidKey = (key: string): string => {
  if (!uuid.test(key)) throw unreadableCursor();
  return key;
};

/** A sort key that must be the number of an audit event. */
export const sequenceKey = (key: string): number => {
  if (!/^\d{1,15}$/.test(key)) throw unreadableCursor();
  return Number(key);
};
