import { createHash } from "node:crypto";
import type { World } from "../world.ts";

type Page<Row> = { rows: Row[]; nextToken: string | undefined };

export type Paging<Row> = {
  world: World;
  /** The operation and what it was asked for: a token holds for that question only. */
  question: readonly (string | undefined)[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  maxResults: number | undefined;
  most: number;
  token: string | undefined;
  badToken(): Error;
};

type Position = { after: number; key: string; emptied: boolean };

const digest = (...parts: readonly (string | undefined)[]) =>
  createHash("sha256")
    .update(parts.map((part) => part ?? "").join("\u0000"))
    .digest("hex")
    .slice(0, 12);

/** The question is only in the checksum, which is enough to refuse the token to any other. */
const checksum = (question: string, { after, emptied, key }: Position) =>
  digest(question, String(after), String(emptied), key);

const readToken = (token: string, question: string): Position | undefined => {
  const text = Buffer.from(token, "base64url").toString("utf8");
  const match = /^([0-9a-f]{12})\.(\d+)\.([01])\.(.*)$/s.exec(text);
  if (!match) return undefined;
  const [, sum, after, emptied, key = ""] = match;
  const position = { after: Number(after), emptied: emptied === "1", key };
  return sum === checksum(question, position) ? position : undefined;
};

const writeToken = (position: Position, question: string): string => {
  const { after, emptied, key } = position;
  return Buffer.from(`${checksum(question, position)}.${after}.${emptied ? 1 : 0}.${key}`).toString("base64url");
};

/** Where to go on: after the last row handed out, even when rows before it have gone in the meantime. */
const startOf = <Row>(paging: Paging<Row>, position: Position): number => {
  const last = paging.rows[position.after - 1];
  if (position.after === 0 || (last !== undefined && paging.keyOf(last) === position.key)) return position.after;
  const found = paging.rows.findIndex((row) => paging.keyOf(row) === position.key);
  return found === -1 ? Math.min(position.after, paging.rows.length) : found + 1;
};

/**
 * One page in AWS's manner: tokens are opaque, hold for one question, and are refused when they were tampered with;
 * about one page in six of a long list comes empty, with a token, as AWS says can happen at any time.
 */
export const pageOf = <Row>(paging: Paging<Row>): Page<Row> => {
  const question = digest(paging.world.ids.seed, ...paging.question);
  const position =
    paging.token === undefined ? { after: 0, key: "", emptied: false } : readToken(paging.token, question);
  if (!position) throw paging.badToken();
  const start = startOf(paging, position);
  const size = Math.min(paging.maxResults ?? paging.most, paging.most);
  const end = start + size;
  const isLong = paging.rows.length > size;
  if (isLong && !position.emptied && start < paging.rows.length) {
    const comesEmpty = Number.parseInt(digest(question, "empty", String(start)).slice(0, 6), 16) % 6 === 0;
    if (comesEmpty) return { rows: [], nextToken: writeToken({ ...position, after: start, emptied: true }, question) };
  }
  const rows = paging.rows.slice(start, end);
  const last = rows.at(-1);
  const isLast = end >= paging.rows.length || last === undefined;
  return {
    rows,
    nextToken: isLast ? undefined : writeToken({ after: end, key: paging.keyOf(last), emptied: false }, question),
  };
};
