import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { CloudError } from "../core/identity-center.ts";

let world: SignedInWorld;
let answering: SignedInWorld["context"]["lookup"]["findPerson"];
const fallSilent = () => {
  world.context.lookup.findPerson = async () => {
    throw new CloudError({ problem: "unavailable", operation: "DescribeUser", message: "no answer" });
  };
};
before(async () => {
  world = await openSignedInWorld({ eligible: "at-once" });
  answering = world.context.lookup.findPerson;
});
after(() => world.close());

const readings = {
  auditor: [
    "audit-events",
    "audit-events.csv",
    "requests?view=all",
    "grants?view=all",
    "eligibility-policies",
    "settings",
  ],
  admin: ["requests?view=all", "grants?view=all", "approval-policies", "notices", "api-clients"],
} as const;

const statuses = async () => {
  const seen = new Set<string>();
  for (const [who, paths] of Object.entries(readings))
    for (const path of paths) {
      const { status, json } = await world.as[who as keyof typeof readings]("GET", path);
      seen.add(`${status} ${json.error?.code ?? ""}`.trim());
    }
  return [...seen];
};

test("auditors and admins are such by groups at most fifteen minutes old, read again when they are older", async () => {
  assert.deepEqual(await statuses(), ["200"]);
  world.context.lookup.findPerson = async (id) => {
    const person = await answering(id);
    return person && { ...person, groupIds: [] };
  };
  assert.deepEqual(await statuses(), ["200"], "they were read a moment ago");
  world.ctx.moveBy(15.1);
  assert.ok((await statuses()).every((one) => one.startsWith("403")));
  world.context.lookup.findPerson = answering;
  const { admin, auditor } = world.people;
  const { admins, auditors } = world.groups;
  const members = [
    { groupId: admins.id, personId: admin.id },
    { groupId: auditors.id, personId: auditor.id },
  ];
  await world.db.insertInto("memberships").values(members).execute();
  assert.deepEqual(await statuses(), ["200"]);
});

test("while Identity Store is silent old groups make nobody auditor or admin, but everybody reads their own and ends access", async () => {
  const { requester, admin, auditor } = world.as;
  const { json: sent } = await requester("POST", "requests", {
    accountIds: [world.accounts.first.id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  const [grant] = sent.grants;
  world.ctx.moveBy(16);
  fallSilent();
  try {
    assert.deepEqual(await statuses(), ["503 directory.stale"]);
    const me = await auditor("GET", "me");
    assert.deepEqual([me.status, me.json.personas.auditor], [200, false]);
    assert.equal((await auditor("GET", "requests?view=mine")).status, 200);
    assert.equal((await auditor("GET", `eligibility-policies/${world.policy.id}`)).status, 503);
    for (const path of [`requests/${sent.id}`, `grants/${grant.id}`, `grants/${grant.id}/activity`]) {
      assert.equal((await auditor("GET", path)).status, 503, path);
      assert.equal((await requester("GET", path)).status, 200, path);
    }
    assert.equal((await requester("GET", "grants")).json.items.length, 1);
    const ended = await admin("POST", `grants/${grant.id}/end`);
    assert.deepEqual([ended.status, ended.json.state], [200, "ended"], JSON.stringify(ended.json));
  } finally {
    world.context.lookup.findPerson = answering;
  }
  assert.deepEqual(await statuses(), ["200"]);
});
