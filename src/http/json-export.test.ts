import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld({ eligible: "at-once" });
  for (const accountId of [world.accounts.first.id, world.accounts.second.id])
    await world.as.requester("POST", "requests", {
      accountIds: [accountId],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: "“quoted”\n=1+1",
    });
});
after(() => world.close());

for (const list of ["requests", "grants"])
  test(`the JSON of ${list} is what the list shows, all of it, with the same rights`, async () => {
    const { auditor, requester, stranger, anonymous } = world.as;
    const whole = await auditor("GET", `${list}.json?view=all`);
    assert.equal(whole.status, 200);
    assert.deepEqual(whole.json.items, (await auditor("GET", `${list}?view=all`)).json.items);
    assert.equal(whole.json.items.length, 2);
    const one = await auditor("GET", `${list}.json?view=all&account=${world.accounts.first.id}`);
    assert.equal(one.json.items.length, 1);
    assert.equal((await requester("GET", `${list}.json?view=mine`)).json.items.length, 2);
    assert.deepEqual((await stranger("GET", `${list}.json?view=mine`)).json.items, []);
    assert.equal((await stranger("GET", `${list}.json?view=all`)).status, 403);
    assert.equal((await anonymous("GET", `${list}.json`)).status, 401);
    assert.equal((await auditor("GET", `${list}.json?view=all&limit=5`)).status, 400);
  });
