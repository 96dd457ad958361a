import { type Selectable, sql } from "kysely";
import type { FindingKind, Holder, Pair } from "../core/drift.ts";
import type { Db, Trx } from "./database.ts";
import type { Schema } from "./schema.ts";

export type Finding = Selectable<Schema["driftFindings"]>;

const idsOf = (holders: readonly Holder[]) => sql`${holders.map(({ id }) => id)}::text[]`;

/** Records what was found, once for as long as it is there; answers those that are new. `seen`: whatever is listed is seen again. */
export const recordFindings = async (
  trx: Trx,
  facts: {
    kind: FindingKind;
    pair: Pair;
    now: Date;
    seen: readonly Holder[];
    holders: readonly { id: string; holder: Holder }[];
  },
): Promise<Finding[]> => {
  const { pair, now } = facts;
  if (facts.seen.length > 0)
    await trx
      .updateTable("driftFindings")
      .set({ lastSeenAt: now })
      .where("closedAt", "is", null)
      .where("accountId", "=", pair.accountId)
      .where("permissionSetArn", "=", pair.permissionSetArn)
      .where(sql<boolean>`principal_id = any(${idsOf(facts.seen)})`)
      .execute();
  if (facts.holders.length === 0) return [];
  return trx
    .insertInto("driftFindings")
    .values(
      facts.holders.map(({ id, holder }) => ({
        ...{ id, kind: facts.kind, principalKind: holder.kind, principalId: holder.id },
        ...{ accountId: pair.accountId, permissionSetArn: pair.permissionSetArn },
        ...{ state: "open" as const, foundAt: now, lastSeenAt: now, closedAt: null },
        ...{ acceptedById: null, acceptedAt: null, comment: null },
        ...{ removalBecause: null, removalAskedAt: null, removalAskedById: null },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["accountId", "permissionSetArn", "principalId"]).where("closedAt", "is", null).doNothing(),
    )
    .returningAll()
    .execute();
};

/** Closes what was found in this pair and is listed no more. What Stint itself is taking away the engine closes. */
export const closeAbsentFindings = (
  trx: Trx,
  facts: { pair: Pair; listed: readonly Holder[]; now: Date },
): Promise<Finding[]> =>
  trx
    .updateTable("driftFindings")
    .set({ state: "gone", closedAt: facts.now })
    .where("closedAt", "is", null)
    .where("state", "in", ["open", "accepted"])
    .where("accountId", "=", facts.pair.accountId)
    .where("permissionSetArn", "=", facts.pair.permissionSetArn)
    .where(sql<boolean>`not principal_id = any(${idsOf(facts.listed)})`)
    .returningAll()
    .execute();

const isUnwatched = (marked: readonly string[]) =>
  sql<boolean>`kind = 'foreign' and closed_at is null and state in ('open', 'accepted')
    and not permission_set_arn = any(${[...marked]}::text[])`;

/** Whether something was found of a role that others may hold again. */
export const hasUnwatchedFinding = async (db: Db, marked: readonly string[]): Promise<boolean> =>
  (await db.selectFrom("driftFindings").select("id").where(isUnwatched(marked)).limit(1).executeTakeFirst()) !==
  undefined;

/** Closes what was found of such roles. */
export const closeUnwatchedFindings = (trx: Trx, facts: { marked: readonly string[]; now: Date }): Promise<Finding[]> =>
  trx
    .updateTable("driftFindings")
    .set({ state: "unwatched", closedAt: facts.now })
    .where(isUnwatched(facts.marked))
    .returningAll()
    .execute();

/** What the settings may have removed: seen in a whole round since they last changed, ridden on by no grant, and within Stint's reach. */
export const findRemovable = async (
  db: Db,
  facts: { changedAt: Date | null; now: Date; limit: number },
): Promise<Finding[]> => {
  const { rows } = await sql<Finding>`
    select f.* from drift_findings f join drift_roles r using (permission_set_arn)
    where f.state = 'open' and f.kind = 'foreign' and r.round_ended_at is not null
      and (${facts.changedAt}::timestamptz is null or r.round_began_at > ${facts.changedAt}) and f.last_seen_at >= r.round_began_at
      and not exists (select 1 from grants g where g.person_id = f.principal_id and g.account_id = f.account_id
        and g.permission_set_arn = f.permission_set_arn
        and (g.state in ('activating', 'active', 'ending') or (g.state = 'scheduled' and g.starts_at <= ${facts.now})))
      and not exists (select 1 from deployment d
        where d.management_account_id = f.account_id and d.caller_account_id <> f.account_id)
    order by f.found_at, f.id limit ${facts.limit}`.execute(db);
  return rows;
};

/** How many the settings had removed since then. */
export const countRemovalsBySetting = async (db: Db, since: Date): Promise<number> => {
  const { count } = await db
    .selectFrom("driftFindings")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("removalBecause", "=", "setting")
    .where("removalAskedAt", ">", since)
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const findFinding = (db: Db, id: string): Promise<Finding | undefined> =>
  db.selectFrom("driftFindings").selectAll().where("id", "=", id).executeTakeFirst();

/** Lock its assignment first, where both are to be changed. */
export const lockFinding = (trx: Trx, id: string): Promise<Finding | undefined> =>
  trx.selectFrom("driftFindings").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

/** Changes a finding; the database refuses what is not lawful. */
export const changeFinding = (
  trx: Trx,
  facts: { id: string; change: Partial<Omit<Finding, "id" | "kind" | "foundAt">> },
): Promise<Finding> =>
  trx
    .updateTable("driftFindings")
    .set(facts.change)
    .where("id", "=", facts.id)
    .returningAll()
    .executeTakeFirstOrThrow();
