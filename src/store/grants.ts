import { type SqlBool, sql } from "kysely";
import type { Reason } from "../core/decision.ts";
import type { EndReason, Grant, GrantState } from "../core/grant.ts";
import type { Ground } from "../core/grounds.ts";
import { isUuid } from "../core/uuid.ts";
import type { Db, Trx } from "./database.ts";

export const grantColumns = [
  "id",
  "requestId",
  "personId",
  "accountId",
  "permissionSetArn",
  "startsAt",
  "endsAt",
  "state",
  "endReason",
  "endedById",
  "endComment",
  "endCauses",
  "endAskedAt",
  "activatedAt",
  "endedAt",
  "onStanding",
  "kept",
  "failure",
  "createdAt",
] as const satisfies (keyof Grant)[];

/** Writes the grants that an approving decision brings; the database refuses them without one. */
export const insertGrants = (
  trx: Trx,
  facts: { decisionId: string; grants: readonly Grant[]; grounds: readonly Ground[] },
) =>
  trx
    .insertInto("grants")
    .values(
      facts.grants.map((grant) => ({
        ...grant,
        decisionId: facts.decisionId,
        endCauses: JSON.stringify(grant.endCauses),
        grounds: JSON.stringify(facts.grounds.filter(({ accountId }) => accountId === grant.accountId)),
      })),
    )
    .execute();

export const findGrant = async (db: Db, id: string): Promise<Grant | undefined> =>
  isUuid(id) ? db.selectFrom("grants").select(grantColumns).where("id", "=", id).executeTakeFirst() : undefined;

export const findGrantsById = (db: Db, ids: readonly string[]): Promise<Grant[]> =>
  db
    .selectFrom("grants")
    .select(grantColumns)
    .where(sql<SqlBool>`id = any(${ids.filter(isUuid)}::uuid[])`)
    .execute();

/** The grant, held until the transaction ends. Lock its assignment first, as the engine does. */
export const lockGrant = (trx: Trx, id: string): Promise<Grant> =>
  trx.selectFrom("grants").select(grantColumns).where("id", "=", id).forUpdate().executeTakeFirstOrThrow();

export const findGrantsOf = (db: Db, requestIds: readonly string[]): Promise<Grant[]> =>
  requestIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("grants")
        .select(grantColumns)
        .where("requestId", "in", [...requestIds])
        .orderBy("accountId")
        .execute();

type Ending = {
  reason: EndReason;
  endedById: string | null;
  comment: string | null;
  at: Date;
  /** By grant: which conditions were lost. */
  causes?: ReadonlyMap<string, readonly Reason[]>;
};

/** Ends the grants early, each only if it is neither ending nor over; answers those that were, as they are now. */
export const endGrants = (trx: Trx, facts: Ending & { ids: readonly string[] }): Promise<Grant[]> =>
  trx
    .updateTable("grants")
    .set({
      state: sql<GrantState>`case when state = 'scheduled' then 'ended' else 'ending' end`,
      endedAt: sql<Date | null>`case when state = 'scheduled' then ${facts.at}::timestamptz end`,
      endReason: facts.reason,
      endedById: facts.endedById,
      endComment: facts.comment,
      endCauses: sql<string>`coalesce(${JSON.stringify(Object.fromEntries(facts.causes ?? []))}::jsonb -> id::text, '[]'::jsonb)`,
      endAskedAt: facts.at,
    })
    .where(sql<SqlBool>`id = any(${[...facts.ids]}::uuid[])`)
    .where("state", "in", ["scheduled", "activating", "active"])
    .returning(grantColumns)
    .execute();

/** These grants and their assignments, held until the transaction ends, in the order in which everybody takes them: assignments first. */
export const lockGrants = async (trx: Trx, ids: readonly string[]): Promise<Grant[]> => {
  await sql`
    select 1 from assignments
    where (person_id, account_id, permission_set_arn) in
      (select person_id, account_id, permission_set_arn from grants where id = any(${[...ids]}::uuid[]))
    order by person_id, account_id, permission_set_arn for update`.execute(trx);
  return trx
    .selectFrom("grants")
    .select(grantColumns)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
};
