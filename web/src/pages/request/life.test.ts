import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccessRequest, Grant } from "../../api/shapes.ts";
import { lifeOf } from "./life.ts";

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, "0")}:00:00.000Z`;

const grant = (over: Partial<Grant>): Grant =>
  ({
    state: "scheduled",
    startsAt: at(11),
    endsAt: at(12),
    activatedAt: null,
    endedAt: null,
    kept: null,
    endCauses: [],
    ...over,
  }) as Grant;

const told = (over: Partial<AccessRequest>) =>
  lifeOf({
    ...{ state: "approved", createdAt: at(9), closedAt: at(10), approvalsGiven: 0, approvalsNeeded: 1 },
    ...{ decisions: [], grants: [], ...over },
  } as unknown as AccessRequest).map(({ status, text }) => `${status}: ${text}`);

const byPolicy = [{ verdict: "approve", decider: null }] as AccessRequest["decisions"];
const active = { state: "active", activatedAt: at(11) } as const;
const ended = { state: "ended", activatedAt: at(11), endedAt: at(12) } as const;

test("a request that waits or came to nothing shows no access", () => {
  assert.deepEqual(told({ state: "pending" }), ["success: Asked", "in-progress: Waiting: 0 of 1 approvals"]);
  const decisions = [{ verdict: "reject", decider: { displayName: "Mateo" } }] as AccessRequest["decisions"];
  assert.deepEqual(told({ state: "rejected", decisions })[1], "error: Rejected by Mateo");
});

test("access is told by what AWS confirmed, the least of several grants first", () => {
  const stages = (...grants: Partial<Grant>[]) => told({ decisions: byPolicy, grants: grants.map(grant) }).slice(1);
  assert.deepEqual(stages({}), ["success: Approved by policy", "pending: Access begins", "pending: Access ends"]);
  assert.deepEqual(stages({ state: "activating" }).slice(1), [
    "in-progress: AWS is giving access",
    "pending: Access ends",
  ]);
  assert.deepEqual(stages(active).slice(1), ["success: Access begun", "pending: Access ends"]);
  assert.deepEqual(stages(active, { ...ended, state: "ending", endedAt: null }).slice(1), [
    "success: Access begun: 2 of 2",
    "in-progress: Being removed at AWS: 0 of 2",
  ]);
  assert.deepEqual(stages(ended).slice(1), ["success: Access begun", "success: Access is gone"]);
  assert.deepEqual(stages({ ...ended, activatedAt: null }).slice(1), [
    "stopped: Ended before it began",
    "success: Access is gone",
  ]);
  assert.equal(stages({ ...ended, kept: "by-another-grant" })[2], "success: Over; access goes on by another grant");
  assert.equal(stages({ ...ended, kept: "standing" }, ended)[2], "success: Over; access stays in 1 of 2 accounts");
  assert.deepEqual(stages(active, { state: "failed", endedAt: at(11) })[1], "error: Failed at AWS: 1 of 2");
});
