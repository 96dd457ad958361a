import { sql } from "kysely";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { Db } from "./database.ts";

/** Who holds a lease: a worker, one claim of its, and the lock that shows that it lives, where it has one. */
export const leaseHolder = (facts: { worker: string; claim: string; lock: number | undefined }): string =>
  facts.lock === undefined ? `${facts.worker}/${facts.claim}` : `${facts.worker}/${facts.claim}/lock-${facts.lock}`;

const lockOf = sql`substring(lease_holder from '/lock-([0-9]+)$')::bigint`;

/** The locks of those who hold a lease on an assignment now. */
export const findLeaseLocks = async (db: Db, now: Date): Promise<number[]> => {
  const { rows } = await sql<{ lock: number }>`
    select distinct ${lockOf} as lock from assignments where lease_until > ${now} and lease_holder like '%/lock-%'`.execute(
    db,
  );
  return rows.map(({ lock }) => Number(lock));
};

/** Frees what is leased by whoever had one of these locks; answers how many there were. */
export const freeLeases = async (db: Db, facts: { locks: readonly number[]; now: Date }): Promise<number> => {
  const { numAffectedRows } = await sql`
    update assignments set lease_holder = null, lease_until = null where ctid in (
      select ctid from assignments where lease_until > ${facts.now} and ${lockOf} = any(${facts.locks}::bigint[])
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
};

/** Gives up what this holder still leases, or this one of it. A row that somebody holds just now is left until its lease is over. */
export const giveUpLeases = (db: Db, facts: { holder: string; key?: AssignmentKey; now: Date }) => {
  const { key } = facts;
  const one = key
    ? sql`(person_id, account_id, permission_set_arn) = (${key.personId}, ${key.accountId}, ${key.permissionSetArn})`
    : sql`true`;
  return sql`update assignments set lease_holder = null, lease_until = null where ctid in (
    select ctid from assignments where lease_until > ${facts.now} and lease_holder = ${facts.holder} and ${one}
    for update skip locked)`.execute(db);
};
