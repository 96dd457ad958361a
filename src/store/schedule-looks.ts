import { sql } from "kysely";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { Lane } from "./assignments.ts";
import type { Trx } from "./database.ts";

/**
 * Has the engine look at all these assignments at that instant or before, in one statement. Never moves a look that is due earlier. What
 * is urgent comes before all other work until it is settled; if AWS had refused it before it was, that is tried as if for the first time.
 */
export const scheduleLooks = async (
  trx: Trx,
  facts: {
    keys: readonly AssignmentKey[];
    at: Date;
    lane: Lane;
    urgent?: boolean;
    traceParent?: string | null | undefined;
  },
): Promise<void> => {
  if (facts.keys.length === 0) return;
  const keys = facts.keys.map(({ personId, accountId, permissionSetArn }) => ({
    personId,
    accountId,
    permissionSetArn,
  }));
  await sql`
    insert into assignments (person_id, account_id, permission_set_arn, next_at, lane, urgent, trace_parent)
    select distinct "personId", "accountId", "permissionSetArn", ${facts.at}::timestamptz, ${facts.lane},
      ${facts.urgent ?? false}::boolean, ${facts.traceParent ?? null}::text
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as wanted("personId" text, "accountId" text, "permissionSetArn" text)
    order by 1, 2, 3
    on conflict (person_id, account_id, permission_set_arn) do update set
      next_at = least(assignments.next_at, excluded.next_at),
      urgent = assignments.urgent or excluded.urgent,
      refusals = case when excluded.urgent and not assignments.urgent then 0 else assignments.refusals end,
      trace_parent = coalesce(excluded.trace_parent, assignments.trace_parent),
      lane = case when excluded.lane = 'end' or assignments.next_at is null or excluded.next_at <= assignments.next_at
        then excluded.lane else assignments.lane end`.execute(trx);
};
