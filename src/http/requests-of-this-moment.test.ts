import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const form = (change: Record<string, unknown> = {}) => ({
  accountIds: [world.accounts.first.id],
  permissionSetArn: world.role.arn,
  durationMinutes: 60,
  justification: "deploy the fix",
  ...change,
});
const nobody = "00000000-0000-4000-8000-000000000000";

test("a preview is judged on the groups of this moment too, and asks for them at most twice a minute", async () => {
  const member = { groupId: world.groups.engineers.id, personId: world.people.requester.id };
  const { findPerson } = world.context.lookup;
  let asked = 0;
  world.context.lookup.findPerson = async (id) => {
    asked += 1;
    const person = await findPerson(id);
    return person && { ...person, groupIds: [] };
  };
  const preview = () => world.as.requester("POST", "requests/preview", form());
  try {
    world.ctx.moveBy(1);
    const codes = async () => (await preview()).json.reasons.map(({ code }: { code: string }) => code);
    assert.deepEqual(await codes(), ["eligibility.missing"]);
    world.ctx.moveBy(0.5);
    await codes();
    assert.equal(asked, 1);
    world.ctx.moveBy(0.01);
    await codes();
    assert.equal(asked, 2);
    assert.equal((await world.as.requester("POST", "requests", form())).status, 403);
    assert.equal(asked, 3, "sending accepts no age");
  } finally {
    world.context.lookup.findPerson = findPerson;
    await world.db.insertInto("memberships").values(member).execute();
  }
});

test("who may not decide learns nothing from, and spends nothing on, looking the requester up", async () => {
  const { json } = await world.as.requester("POST", "requests", form());
  const { findPerson } = world.context.lookup;
  const asked: string[] = [];
  world.context.lookup.findPerson = async (id) => {
    asked.push(id);
    return findPerson(id);
  };
  try {
    const foreign = await world.as.stranger("POST", `requests/${json.id}/approve`);
    const missing = await world.as.stranger("POST", `requests/${nobody}/approve`);
    assert.deepEqual([foreign.status, missing.status], [404, 404]);
    for (const who of ["auditor", "requester"] as const)
      assert.equal((await world.as[who]("POST", `requests/${json.id}/approve`)).status, 403);
    assert.equal(asked.filter((id) => id === world.people.requester.id).length, 1, "as the caller, once");
    assert.equal((await world.as.approver("POST", `requests/${json.id}/approve`)).status, 200);
    assert.equal(asked.filter((id) => id === world.people.requester.id).length, 2);
  } finally {
    world.context.lookup.findPerson = findPerson;
  }
});
