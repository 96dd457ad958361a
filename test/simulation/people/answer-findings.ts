import type { Chance } from "../chance.ts";
import type { Simulation } from "../simulation.ts";
import type { Desk } from "./desk.ts";
import type { Ledger } from "./ledger.ts";

type Finding = { id: string; principal: { id: string }; account: { id: string }; permissionSet: { arn: string } };

/** An admin who looks at what was found in AWS, has some of it taken away, lets some stay, and resets the fuse. */
export const answerFindings = (facts: { simulation: Simulation; desk: Desk; ledger: Ledger; chance: Chance }) => {
  const { simulation, desk, ledger, chance } = facts;
  const { turns, organisation } = simulation;
  const personId = organisation.people.ada;
  const post = (path: string) => desk.ask({ personId, method: "POST", path, body: {} });

  return async (): Promise<void> => {
    const found = await desk.ask({ personId, method: "GET", path: "/drift-findings?state=open" });
    if (found.status !== 200) return;
    if (chance.happens(0.3)) {
      ledger.fuseResets.push(turns.nowMs());
      await desk.ask({ personId, method: "POST", path: "/drift/reset-fuse" });
    }
    const items: Finding[] = found.json.items;
    if (items.length === 0) return;
    const { id, principal, account, permissionSet } = chance.oneOf(items);
    const key = { personId: principal.id, accountId: account.id, permissionSetArn: permissionSet.arn };
    if (chance.happens(0.6)) {
      ledger.removals.push({ key, fromMs: turns.nowMs() });
      await post(`/drift-findings/${id}/remove`);
    } else {
      ledger.accepted.push(key);
      await post(`/drift-findings/${id}/accept`);
    }
  };
};
