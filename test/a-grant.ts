import { randomUUID } from "node:crypto";
import type { AssignmentKey } from "../src/core/identity-center.ts";
import { scheduleLook } from "../src/store/assignments.ts";
import type { Db } from "../src/store/database.ts";

/** A request that policy approved, with its one grant: the rows that an approval leaves behind. */
export const insertGrant = async (
  db: Db,
  facts: { key: AssignmentKey; startsAt: Date; endsAt: Date; approvedAt?: Date },
): Promise<string> => {
  const requestId = randomUUID();
  const decisionId = randomUUID();
  const grantId = randomUUID();
  const at = facts.approvedAt ?? facts.startsAt;
  const { personId, accountId, permissionSetArn } = facts.key;
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto("requests")
      .values({
        id: requestId,
        requesterId: personId,
        accountIds: [accountId],
        permissionSetArn,
        askedStartsAt: null,
        durationMinutes: 60,
        ticket: null,
        justification: "because",
        state: "approved",
        approvalRequired: false,
        approvalsNeeded: 0,
        createdAt: at,
        expiresAt: at,
        closedAt: at,
        idempotencyKey: null,
        idempotencyHash: null,
      })
      .execute();
    await trx
      .insertInto("decisions")
      .values({
        id: decisionId,
        requestId,
        requesterId: personId,
        deciderId: null,
        verdict: "approve",
        comment: null,
        decidedAt: at,
      })
      .execute();
    await trx
      .insertInto("grants")
      .values({
        id: grantId,
        requestId,
        decisionId,
        personId,
        accountId,
        permissionSetArn,
        startsAt: facts.startsAt,
        endsAt: facts.endsAt,
        state: "scheduled",
        endReason: null,
        endedById: null,
        endComment: null,
        endAskedAt: null,
        activatedAt: null,
        endedAt: null,
        failure: null,
        createdAt: at,
      })
      .execute();
    await scheduleLook(trx, { key: facts.key, at: facts.startsAt });
  });
  return grantId;
};
