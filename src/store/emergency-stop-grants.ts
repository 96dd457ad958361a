import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { StopScope } from "../core/emergency-stop.ts";
import type { Db, Trx } from "./database.ts";

type Columns = {
  person: RawBuilder<unknown>;
  permissionSet: RawBuilder<unknown>;
  isInAccount(id: string): RawBuilder<SqlBool>;
};

const within = (scope: StopScope, columns: Columns): RawBuilder<SqlBool> => {
  switch (scope.kind) {
    case "person":
      return sql<SqlBool>`${columns.person} = ${scope.id}`;
    case "account":
      return columns.isInAccount(scope.id);
    case "permission-set":
      return sql<SqlBool>`${columns.permissionSet} = ${scope.id}`;
    case "everything":
      return sql<SqlBool>`true`;
  }
};

/** SQL that is true of the grants in the scope, of those that are not over the cheapest way the indexes know. */
export const grantsWithin = (scope: StopScope) =>
  within(scope, {
    person: sql`grants.person_id`,
    permissionSet: sql`grants.permission_set_arn`,
    isInAccount: (id) => sql<SqlBool>`grants.account_id = ${id}`,
  });

/** A request for several accounts is within the scope of each: it can only be approved as a whole. */
export const requestsWithin = (scope: StopScope) =>
  within(scope, {
    person: sql`requests.requester_id`,
    permissionSet: sql`requests.permission_set_arn`,
    isInAccount: (id) => sql<SqlBool>`${id} = any(requests.account_ids)`,
  });

type Sought = { stopId: string; scope: StopScope; limit: number; without: readonly string[] };

/**
 * Grants in the scope that the stop has not taken into account: those it has to end, whoever can act by them first, and those that are
 * ending already.
 */
export const findGrantsToStop = async (db: Db, { stopId, scope, limit, without }: Sought): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from grants
    where state in ('scheduled', 'activating', 'active', 'ending') and ${grantsWithin(scope)}
      and (state <> 'ending' or not exists (
        select 1 from emergency_stop_grants known where known.stop_id = ${stopId} and known.grant_id = grants.id))
      and not id = any(${[...without]}::uuid[])
    order by state = 'scheduled', id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
};

export const findRequestsToStop = async (
  db: Db,
  { scope, limit, without }: Omit<Sought, "stopId">,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from requests where state = 'pending' and ${requestsWithin(scope)} and not id = any(${[...without]}::uuid[])
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
};

/** These grants are the stop's from here on: its progress is theirs. */
export const takeIntoStop = async (trx: Trx, facts: { stopId: string; grantIds: readonly string[] }): Promise<void> => {
  await sql`
    insert into emergency_stop_grants (stop_id, grant_id)
    select ${facts.stopId}::uuid, unnest(${[...facts.grantIds]}::uuid[]) on conflict do nothing`.execute(trx);
};

/** Those of these grants whose issued credentials an emergency stop wants cut, whatever the settings say. */
export const findCutByStop = async (db: Db, grantIds: readonly string[]): Promise<Set<string>> => {
  const rows = await db
    .selectFrom("emergencyStopGrants")
    .innerJoin("emergencyStops", "emergencyStops.id", "stopId")
    .select("grantId")
    .where(sql<SqlBool>`grant_id = any(${[...grantIds]}::uuid[])`)
    .where("cutCredentials", "=", true)
    .execute();
  return new Set(rows.map(({ grantId }) => grantId));
};
