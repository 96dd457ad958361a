import type { RecordedDecision } from "../core/request.ts";
import type { Db, Trx } from "./database.ts";

const columns = [
  "id",
  "requestId",
  "requesterId",
  "deciderId",
  "verdict",
  "comment",
  "decidedAt",
] as const satisfies (keyof RecordedDecision)[];

/** Writes down one word on a request. The database refuses a second by the same person, and any by the requester. */
export const insertDecision = (trx: Trx, decision: RecordedDecision) =>
  trx.insertInto("decisions").values(decision).execute();

/** All that was decided on these requests, in the order in which it was. */
export const findDecisions = (db: Db, requestIds: readonly string[]): Promise<RecordedDecision[]> =>
  requestIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("decisions")
        .select(columns)
        .where("requestId", "in", [...requestIds])
        .orderBy("decidedAt")
        .orderBy("id")
        .execute();
