import { accountStateAt } from "../account-state.ts";
import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";

/** The whole of what the simulator knows now, people's credentials left out. */
export const stateRoute = ({ world, clock }: SimulatorParts): WebRoute => ({
  method: "GET",
  path: "/_simulator/state",
  answer() {
    const now = clock.now();
    return json(200, {
      now: now.toISOString(),
      organisation: world.ids,
      accounts: world.accounts.all().map((account) => ({ ...account, state: accountStateAt(account, now) })),
      orgUnits: world.orgUnits.all(),
      permissionSets: world.permissionSets.all(),
      users: world.users.all(),
      groups: world.groups.all(),
      memberships: world.memberships.all(),
      assignments: world.assignments.all(),
      provisioned: world.provisioned.all(),
      operationsUnderWay: world.assignmentOperations.where("status", "IN_PROGRESS"),
    });
  },
});
