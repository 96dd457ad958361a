import { sql } from "kysely";
import type { StopScope } from "../core/emergency-stop.ts";
import type { Db } from "./database.ts";
import { grantsWithin, requestsWithin } from "./emergency-stop-grants.ts";

const directory = {
  person: sql`select 1 from people where id = `,
  account: sql`select 1 from accounts where id = `,
  "permission-set": sql`select 1 from permission_sets where arn = `,
};

/** Whether there is, or ever was, what the scope names: in the directory, or else in some grant or request. */
export const isKnownScope = async (db: Db, scope: StopScope): Promise<boolean> => {
  if (scope.kind === "everything") return true;
  const { rows } = await sql<{ known: boolean }>`
    select exists (${directory[scope.kind]}${scope.id})
      or exists (select 1 from grants where ${grantsWithin(scope)})
      or exists (select 1 from requests where state = 'pending' and ${requestsWithin(scope)}) as known`.execute(db);
  return rows[0]?.known ?? false;
};
