import { sql } from "kysely";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { Trx } from "./database.ts";

/** Has the engine look at this assignment at that instant or before. Never moves a look that is due earlier. */
export const scheduleLook = (trx: Trx, facts: { key: AssignmentKey; at: Date }) =>
  trx
    .insertInto("assignments")
    .values({ ...facts.key, nextAt: facts.at })
    .onConflict((conflict) =>
      conflict
        .columns(["personId", "accountId", "permissionSetArn"])
        .doUpdateSet({ nextAt: sql`least(assignments.next_at, excluded.next_at)` }),
    )
    .execute();
