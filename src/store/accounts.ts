import { type SqlBool, sql } from "kysely";
import type { Account } from "../core/directory.ts";
import type { Scope } from "../core/policies.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";
import { afterCursor, containsText, type NamePage, type NamePageQuery, toNamePage } from "./name-cursor.ts";

/** The accounts with these ids, gone ones too; unknown ids are left out. */
export const findAccounts = (db: Db, ids: readonly string[]): Promise<Account[]> =>
  db
    .selectFrom("accounts")
    .selectAll()
    .where(sql<SqlBool>`id = any(${[...ids]}::text[])`)
    .orderBy("name")
    .orderBy("id")
    .execute();

export const listAllAccounts = (db: Db): Promise<Account[]> => db.selectFrom("accounts").selectAll().execute();

/** One page of accounts by name; searches name, id and e-mail. */
export const searchAccounts = async (db: Db, query: NamePageQuery): Promise<NamePage<Account>> => {
  const rows = await db
    .selectFrom("accounts")
    .selectAll()
    .where(containsText(query.search, [sql`name`, sql`id`, sql`email`]))
    .where(afterCursor(query.cursor, { name: sql`name`, id: sql`id` }))
    .$if(!query.includeGone, (present) => present.where("goneAt", "is", null))
    .orderBy("name")
    .orderBy("id")
    .limit(query.limit + 1)
    .execute();
  return toNamePage(rows, query.limit, (account) => account.name);
};

/** Every account, not gone, that at least one of the scopes covers, each once. An OU covers the accounts directly in it, or its whole subtree. */
export const listAccountsInScopes = (db: Db, scopes: readonly Scope[]): Promise<Account[]> => {
  const accountIds = scopes.flatMap((scope) => (scope.type === "account" ? [scope.id] : []));
  const orgUnits = scopes.flatMap((scope) => (scope.type === "ou" ? [scope] : []));
  const directIn = orgUnits.filter((scope) => !scope.includeChildOus).map((scope) => scope.id);
  const anywhereIn = orgUnits.filter((scope) => scope.includeChildOus).map((scope) => scope.id);
  return db
    .selectFrom("accounts")
    .selectAll()
    .where("goneAt", "is", null)
    .where(
      sql<SqlBool>`(id = any(${accountIds}::text[]) or org_unit_id = any(${directIn}::text[]) or path && ${anywhereIn}::text[])`,
    )
    .orderBy("name")
    .orderBy("id")
    .execute();
};

/** Writes what the organisation said of these accounts; one that was gone is back. */
export const saveAccounts = (trx: Trx, accounts: readonly Omit<Account, "goneAt">[]): Promise<void> =>
  inBatches(accounts, (batch) =>
    sql`
      insert into accounts (id, name, email, state, org_unit_id, path, is_management, gone_at)
      select id, name, email, state, "orgUnitId", path, "isManagement", null
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
        as seen(id text, name text, email text, state text, "orgUnitId" text, path text[], "isManagement" boolean)
      on conflict (id) do update set
        name = excluded.name, email = excluded.email, state = excluded.state, org_unit_id = excluded.org_unit_id,
        path = excluded.path, is_management = excluded.is_management, gone_at = null`.execute(trx),
  );

/** Marks accounts that the organisation no longer has; their rows stay, so that old requests keep their names. */
export const markAccountsGone = (trx: Trx, facts: { ids: readonly string[]; at: Date }) =>
  trx
    .updateTable("accounts")
    .set({ goneAt: facts.at })
    .where(sql<SqlBool>`id = any(${[...facts.ids]}::text[])`)
    .where("goneAt", "is", null)
    .execute();
