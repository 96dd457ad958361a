import { sql } from "kysely";
import type { Pair } from "../core/drift.ts";
import { addMilliseconds } from "../core/time.ts";
import type { Db, Trx } from "./database.ts";

/** Everything is looked at this often. */
export const lookEveryMs = 60 * 60_000;
/** A round that was not asked for by a change is spread over this long. */
const spreadMs = 45 * 60_000;

const inUse = (now: Date) => sql`
  select account_id, permission_set_arn from grants where state = 'active' and ends_at > ${now}
  union select account_id, permission_set_arn from drift_findings where closed_at is null`;

/**
 * Plans what there is to look at: pairs on which access is active or something was found, each at an instant of its own within the hour,
 * and a round through the accounts for each marked role; anew at once when the settings changed since its last one began. Where nothing
 * can be, nothing is planned.
 */
export const planDriftLooks = async (
  db: Db,
  facts: { marked: readonly string[]; changedAt: Date | null; now: Date },
): Promise<void> => {
  const { now } = facts;
  const marked = sql`${[...facts.marked]}::text[]`;
  await sql`
    with unmarked as (delete from drift_roles where not permission_set_arn = any(${marked}))
    insert into drift_roles (permission_set_arn, next_at) select distinct unnest(${marked}), ${now}::timestamptz
    on conflict (permission_set_arn) do update set next_at = excluded.next_at
      where drift_roles.round_began_at <= ${facts.changedAt}::timestamptz and drift_roles.next_at > excluded.next_at`.execute(
    db,
  );
  await sql`
    with planned as (
      insert into drift_pairs (account_id, permission_set_arn, next_at)
      select account_id, permission_set_arn,
        ${now}::timestamptz + ((hashtext(account_id || permission_set_arn) & 2147483647) % ${lookEveryMs / 1_000}) * interval '1 second'
      from (${inUse(now)}) as used on conflict do nothing
    )
    delete from drift_pairs p where not exists (select 1 from drift_roles r where r.permission_set_arn = p.permission_set_arn)
      and not exists (select 1 from (${inUse(now)}) as used
        where used.account_id = p.account_id and used.permission_set_arn = p.permission_set_arn)`.execute(db);
};

export type DueLook = { permissionSetArn: string; accountId: string | null };

/** What is due, rounds first. A round that is still under way is not begun again. */
export const findDueLooks = async (db: Db, facts: { now: Date; limit: number }): Promise<DueLook[]> => {
  const { rows } = await sql<DueLook>`
    (select permission_set_arn, null as account_id, next_at from drift_roles
      where next_at <= ${facts.now} and (round_began_at is null or round_ended_at is not null) order by next_at limit ${facts.limit})
    union all
    (select permission_set_arn, account_id, next_at from drift_pairs where next_at <= ${facts.now} order by next_at limit ${facts.limit})
    limit ${facts.limit}`.execute(db);
  return rows;
};

/** When something is due next; undefined when there is nothing to look at. */
export const nextLookDueAt = async (db: Db): Promise<Date | undefined> => {
  const { rows } = await sql<{ at: Date | null }>`
    select least((select min(next_at) from drift_pairs),
      (select min(next_at) from drift_roles where round_began_at is null or round_ended_at is not null)) as at`.execute(
    db,
  );
  return rows[0]?.at ?? undefined;
};

/** Begins a round of one role: where it is held now is looked at, spread over time unless it is the first since something changed. */
export const beginRound = async (
  trx: Trx,
  facts: { permissionSetArn: string; accountIds: readonly string[]; askedAt: Date; now: Date; changedAt: Date | null },
): Promise<void> => {
  const { permissionSetArn, accountIds, askedAt, now } = facts;
  const role = await trx
    .selectFrom("driftRoles")
    .selectAll()
    .where("permissionSetArn", "=", permissionSetArn)
    .forUpdate()
    .executeTakeFirst();
  if (!role) return;
  const isFirst = role.roundBeganAt === null || (facts.changedAt !== null && role.roundBeganAt <= facts.changedAt);
  const stepMs = isFirst ? 0 : spreadMs / Math.max(1, accountIds.length);
  await sql`
    insert into drift_pairs (account_id, permission_set_arn, next_at)
    select id, ${permissionSetArn}, ${now}::timestamptz + (nth - 1) * ${stepMs}::float8 * interval '1 millisecond'
    from unnest(${[...accountIds]}::text[]) with ordinality as listed (id, nth)
    on conflict (permission_set_arn, account_id) do update
      set next_at = least(drift_pairs.next_at, excluded.next_at)`.execute(trx);
  await sql`
    delete from drift_pairs p where permission_set_arn = ${permissionSetArn} and not account_id = any(${[...accountIds]}::text[])
      and not exists (select 1 from (${inUse(now)}) as used
        where used.account_id = p.account_id and used.permission_set_arn = p.permission_set_arn)`.execute(trx);
  await trx
    .updateTable("driftRoles")
    .set({ roundBeganAt: askedAt, roundEndedAt: null, nextAt: addMilliseconds(now, lookEveryMs), failingSince: null })
    .where("permissionSetArn", "=", permissionSetArn)
    .execute();
};

export const planNextLook = (db: Db, facts: { pair: Pair; at: Date; lookedAt: Date }) =>
  db
    .updateTable("driftPairs")
    .set({ nextAt: facts.at, lookedAt: facts.lookedAt, failingSince: null })
    .where("accountId", "=", facts.pair.accountId)
    .where("permissionSetArn", "=", facts.pair.permissionSetArn)
    .execute();

/**
 * Has what AWS could not tell of looked at again at that instant. A pair of which it cannot tell for an hour counts as looked at, so that
 * no round waits for it longer.
 */
export const putOffLook = async (db: Db, facts: { look: DueLook; now: Date; at: Date }): Promise<void> => {
  const { look, now, at } = facts;
  const { permissionSetArn, accountId } = look;
  const since = sql`coalesce(failing_since, ${now}::timestamptz)`;
  if (accountId === null)
    await sql`
      update drift_roles set next_at = ${at}, failing_since = ${since} where permission_set_arn = ${permissionSetArn}`.execute(
      db,
    );
  else
    await sql`
      update drift_pairs set next_at = ${at}, failing_since = ${since},
        looked_at = case when ${since} <= ${addMilliseconds(now, -lookEveryMs)} then ${now}::timestamptz else looked_at end
      where permission_set_arn = ${permissionSetArn} and account_id = ${accountId}`.execute(db);
};

/** Whether anything was put off that AWS could not tell of, and has not told of since. */
export const isLookPutOff = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select 1 from drift_pairs where failing_since is not null)
      or exists (select 1 from drift_roles where failing_since is not null) as is`.execute(db);
  return rows[0]?.is ?? false;
};

export const planNextRound = (db: Db, facts: { permissionSetArn: string; at: Date }) =>
  db
    .updateTable("driftRoles")
    .set({ nextAt: facts.at, failingSince: null })
    .where("permissionSetArn", "=", facts.permissionSetArn)
    .execute();

/** A round is over once every account of it was looked at. */
export const finishRounds = (db: Db, now: Date) =>
  sql`
    update drift_roles r set round_ended_at = ${now}
    where round_ended_at is null and round_began_at is not null and not exists (
      select 1 from drift_pairs p where p.permission_set_arn = r.permission_set_arn
        and (p.looked_at is null or p.looked_at < r.round_began_at))`.execute(db);

/** Has every pair on which access is active looked at now, before whatever became due after that instant. */
export const lookAtAllInUse = (trx: Trx, facts: { now: Date; asDueAt: Date }) =>
  sql`
    insert into drift_pairs (account_id, permission_set_arn, next_at)
    select account_id, permission_set_arn, ${facts.asDueAt}::timestamptz from (${inUse(facts.now)}) as used
    on conflict (permission_set_arn, account_id) do update set next_at = excluded.next_at`.execute(trx);

/** Whether something that was due by then was not looked at yet, nor tried in vain. */
export const isLookLeft = async (db: Db, dueBy: Date): Promise<boolean> =>
  (await db.selectFrom("driftPairs").select("accountId").where("nextAt", "<=", dueBy).limit(1).executeTakeFirst()) !==
  undefined;
