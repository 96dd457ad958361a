import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withSettings } from "../../test/builders.ts";
import { type Begun, type Cell, cells, conditionsWorld } from "../../test/conditions-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { EndReason } from "../core/grant.ts";
import { endAssignment } from "../simulator/assignment-life.ts";
import { pairKey } from "../simulator/world.ts";
import { alarmOverdueGrants } from "./alarm-overdue-grants.ts";

let v: VirtualEngine;
let w: ReturnType<typeof conditionsWorld>;
before(async () => {
  v = await startVirtualEngine();
  w = conditionsWorld(v);
});
after(async () => {
  w.stop();
  await v.stop();
});

type Condition = {
  change(subject: Begun): unknown;
  /** Null: nothing is lost. */
  cause: string | null;
  reason?: EndReason;
  /** AWS cannot be made to let go: what is told instead of a confirmed removal. */
  stays?: "account-gone" | "refused";
};

const putUser = (id: string, status: "ENABLED" | "DISABLED") => {
  const row = w.world.users.get(id);
  assert.ok(row);
  w.world.users.put({ ...row, status });
};
const everyone = (subject: Begun) => Object.values(subject.people);
const leave = (userId: string) => {
  for (const { id } of w.world.memberships.where("user", userId)) w.world.memberships.delete(id);
};
const putAccount = (subject: Begun, change: object) => {
  const row = w.world.accounts.get(subject.accountId);
  assert.ok(row);
  w.world.accounts.put({ ...row, ...change });
};
const changePolicy = (subject: Begun, change: { principals?: string; principalIds?: string[]; scopes?: string }) =>
  v.ctx.db.updateTable("eligibilityPolicies").set(change).where("id", "=", subject.policyId).execute();

const manage = (subject: Begun) => ({
  ...{ accountId: subject.managementAccountId, permissionSetArn: subject.permissionSetArn },
  ...{ roleName: "AWSReservedSSO_x", version: 1 },
});

const conditions: Record<string, Condition> = {
  nothing: { change: () => undefined, cause: null },
  "person disabled": {
    change: (subject) => {
      for (const id of everyone(subject)) putUser(id, "DISABLED");
    },
    ...{ cause: "person.disabled", reason: "person-disabled" },
  },
  "person deleted": {
    change: (subject) => {
      for (const id of everyone(subject)) {
        leave(id);
        w.world.users.delete(id);
      }
    },
    ...{ cause: "person.gone", reason: "person-disabled" },
  },
  "membership lost": { change: (subject) => everyone(subject).map(leave), cause: "membership.lost" },
  "group deleted": {
    change: (subject) => {
      for (const id of everyone(subject)) leave(id);
      w.world.groups.delete(subject.groupId);
    },
    cause: "group.gone",
  },
  "policy deleted": {
    change: ({ policyId }) => v.ctx.db.deleteFrom("eligibilityPolicies").where("id", "=", policyId).execute(),
    cause: "policy.deleted",
  },
  "policy names others": {
    change: (subject) =>
      changePolicy(subject, { principals: JSON.stringify([{ type: "user", id: "x" }]), principalIds: ["x"] }),
    cause: "policy.changed",
  },
  "policy holds elsewhere": {
    change: (subject) => changePolicy(subject, { scopes: JSON.stringify([{ type: "account", id: "000000000000" }]) }),
    cause: "policy.changed",
  },
  "account moved": {
    change: (subject) => putAccount(subject, { parentId: w.world.ids.rootId }),
    cause: "account.moved",
  },
  "account suspended": {
    change: (subject) => putAccount(subject, { state: "SUSPENDED" }),
    cause: "account.not-active",
  },
  "account being closed": {
    change: (subject) => putAccount(subject, { state: "PENDING_CLOSURE", closedAt: v.now().toISOString() }),
    cause: "account.not-active",
  },
  "account left": {
    change: (subject) => w.world.accounts.delete(subject.accountId),
    ...{ cause: "account.gone", stays: "account-gone" },
  },
  "permission set deleted": {
    // AWS deletes none that is assigned anywhere: whoever deletes it has removed the assignments first.
    change: (subject) => {
      for (const row of w.world.assignments.where("account", subject.accountId)) endAssignment(w.world, row, v.now());
      w.world.permissionSets.delete(subject.permissionSetArn);
    },
    cause: "permission-set.gone",
  },
  "permission set provisioned in the management account": {
    change: (subject) => w.world.provisioned.put(manage(subject)),
    ...{ cause: "permission-set.management-excluded", stays: "refused" },
  },
};

/** Ten seconds for AWS's own work, and well within the minute that is promised. */
const promisedSeconds = 60;

const change = async (names: readonly string[]) => {
  const subjects = await w.begin(names);
  for (const subject of subjects) await conditions[subject.name]?.change(subject);
  await w.sync();
  await w.recheck();
  await v.liveUntil(v.after(promisedSeconds));
  return subjects;
};

const expectedOf = (cell: Cell, { cause, stays }: Condition) => {
  const isAtAws = cell === "active" || cell === "ending";
  if (cell === "pending") return cause ? "cancelled" : "pending";
  if (cell === "ending" || cause) return stays === "refused" && isAtAws ? "ending" : "ended";
  return cell === "activating" ? "active" : cell;
};

const codesIn = (data: Record<string, unknown>): string[] => {
  const { causes, after: to } = data as { causes?: { code: string }[]; after?: { causes?: { code: string }[] } };
  return (causes ?? to?.causes ?? []).map(({ code }) => code);
};

let first: Begun[] = [];

test("within a minute of the sync that saw it, every condition that changes does to access in every state what is said of it", async (t) => {
  await withSettings(v.ctx.db, { maxDurationMinutes: 480 });
  const subjects = await change(Object.keys(conditions));
  first = subjects;
  for (const subject of subjects) {
    const condition = conditions[subject.name];
    assert.ok(condition);
    await t.test(subject.name, async () => {
      for (const cell of cells) {
        const now = await w.outcomeOf(subject, cell);
        const what = `${cell}: ${JSON.stringify(now.grant ?? now.request)}`;
        assert.equal(now.state, expectedOf(cell, condition), what);
        const told: string[] = now.events.flatMap(({ data }) => codesIn(data));
        const lost: boolean = condition.cause !== null && cell !== "ending";
        assert.deepEqual(told, lost ? [condition.cause] : [], what);
        if (!now.grant) continue;
        const reason: EndReason = cell === "ending" ? "revoked" : (condition.reason ?? "eligibility-lost");
        assert.equal(now.grant.endReason, condition.cause || cell === "ending" ? reason : null, what);
        assert.equal(
          now.held,
          condition.stays && cell !== "scheduled" && cell !== "activating" ? true : now.state === "active",
          what,
        );
        assert.equal(now.notices.includes("grant.ended"), now.state === "ended", what);
      }
    });
  }
});

test("a permission set that AWS keeps from Stint is alarmed about, and its access goes as soon as AWS lets it go", async () => {
  const subject = first.find(({ name }) => name === "permission set provisioned in the management account");
  assert.ok(subject);
  await v.liveUntil(v.after(90));
  await alarmOverdueGrants(v.ctx);
  const stuck = await w.outcomeOf(subject, "active");
  assert.equal(stuck.state, "ending");
  assert.ok(stuck.notices.includes("grant.removal-unconfirmed"));
  w.world.provisioned.delete(pairKey(subject.managementAccountId, subject.permissionSetArn));
  await v.liveUntil(v.after(60));
  const over = await w.outcomeOf(subject, "active");
  assert.deepEqual([over.state, over.held], ["ended", false]);
});

test("access to the account that AWS keeps from Stint as the management account ends, is alarmed about, and goes when AWS lets it", async () => {
  const [subject] = await w.begin(["management account"]);
  assert.ok(subject);
  // As AWS answers it when Stint is moved from the management account to a delegated administrator account.
  const { ids } = w.world;
  const { managementAccountId } = ids;
  ids.managementAccountId = subject.accountId;
  await w.sync();
  await w.recheck();
  await v.liveUntil(v.after(promisedSeconds));
  const causes = ["account.management-excluded", "permission-set.management-excluded"];
  for (const cell of cells) {
    const { state, events, held } = await w.outcomeOf(subject, cell);
    assert.equal(
      state,
      expectedOf(cell, { change: () => undefined, cause: causes[0] ?? null, stays: "refused" }),
      cell,
    );
    assert.equal(held, cell === "active" || cell === "ending", cell);
    const told = events.flatMap(({ data }) => codesIn(data));
    assert.deepEqual(told, cell === "ending" ? [] : causes, cell);
  }
  await v.liveUntil(v.after(90));
  await alarmOverdueGrants(v.ctx);
  assert.ok((await w.outcomeOf(subject, "active")).notices.includes("grant.removal-unconfirmed"));
  ids.managementAccountId = managementAccountId;
  await w.sync();
  await v.liveUntil(v.after(60));
  for (const cell of ["active", "ending"] as const) {
    const over = await w.outcomeOf(subject, cell);
    assert.deepEqual([over.state, over.held], ["ended", false], cell);
  }
});

test("with the setting on warn, lost eligibility is told once and access stays; what is gone ends all the same", async () => {
  await withSettings(v.ctx.db, { onLostEligibility: "warn" });
  const kept = new Set(["membership lost", "account suspended"]);
  const subjects = await change([...kept, "person disabled", "account left"]);
  await w.recheck();
  for (const subject of subjects) {
    const { state, events, held } = await w.outcomeOf(subject, "active");
    assert.equal(state, kept.has(subject.name) ? "active" : "ended", subject.name);
    const warnings = events.filter(({ action }) => action === "grant.eligibility-lost");
    const causes = warnings.map(({ data }) => codesIn(data));
    assert.deepEqual(causes, kept.has(subject.name) ? [[conditions[subject.name]?.cause]] : [], subject.name);
    if (kept.has(subject.name)) assert.equal(held, true);
    assert.equal((await w.outcomeOf(subject, "pending")).state, "cancelled", subject.name);
  }
  await withSettings(v.ctx.db, { onLostEligibility: "end" });
});

test("settings that change take nothing away that was granted under the ones before", async () => {
  const [subject] = await w.begin(["nothing"]);
  assert.ok(subject);
  const stricter = {
    maxDurationMinutes: 15,
    justificationRequired: true,
    ticketRequired: true,
    approvalWorkflow: true,
  };
  await withSettings(v.ctx.db, { ...stricter, adminGroupId: null });
  await w.recheck();
  await v.liveUntil(v.after(60));
  const states = await Promise.all(cells.map(async (cell) => (await w.outcomeOf(subject, cell)).state));
  assert.deepEqual(states, ["pending", "scheduled", "active", "active", "ended"]);
});
