import { sql } from "kysely";
import { findCutPolicy } from "./cut-policy.ts";
import type { Db } from "./database.ts";

/** How the cutting of credentials stands, counted over what is not over. */
export const measureCuts = async (db: Db) => {
  const { rows } = await sql<{ missing: number; waiting: number }>`
    select count(*) filter (where state = 'asked')::int as missing, count(*) filter (where waits)::int as waiting
    from credential_cuts where over_at is null`.execute(db);
  const policy = await findCutPolicy(db);
  return {
    missing: rows[0]?.missing ?? 0,
    waiting: rows[0]?.waiting ?? 0,
    failingSince: policy?.failingSince ?? null,
    isRefused: policy?.isRefused ?? false,
    lastError: policy?.lastError ?? null,
    meddledAt: policy?.meddledAt ?? null,
  };
};
