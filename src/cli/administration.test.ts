import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type CliWorld, openCliWorld } from "../../test/cli-world.ts";

let world: CliWorld;
let adam: Record<string, string>;
before(async () => {
  world = await openCliWorld();
  adam = await world.clientOf(world.people.admin);
});
after(() => world.close());

const policies = (...more: string[]) => ["policies", "eligibility", ...more];

test("a policy is shown, changed from a file only after a yes, and not over somebody else's change", async () => {
  const { id } = world.policy;
  const file = join(world.home, "policy.json");
  const shown = await world.run(policies("show", id, "--json"), { env: adam });
  const policy = JSON.parse(shown.out);
  assert.match(
    (await world.run(policies("show", id), { env: adam })).out,
    /^Who +Engineers\nWhere +Production\nRoles +PowerUser\nApproval +needed$/m,
  );
  writeFileSync(file, JSON.stringify({ ...policy, approvalRequired: false }));
  const state = async () =>
    JSON.parse((await world.run(policies("show", id, "--json"), { env: adam })).out).approvalRequired;

  const dry = await world.run(policies("update", id, "-f", file, "--dry-run"), { env: adam });
  assert.deepEqual([dry.code, await state()], [0, true]);
  assert.match(
    dry.err,
    /^1 person would need no approval any more: 2 in all\n {2}Rita Requester: PowerUser in prod-1\n/,
  );
  const unasked = await world.run(policies("update", id, "-f", file), { env: adam });
  assert.deepEqual([unasked.code, await state()], [2, true]);
  const no = await world.run(policies("update", id, "-f", file), { env: adam, typed: ["n"] });
  assert.deepEqual([no.code, await state()], [130, true]);
  const yes = await world.run(policies("update", id, "-f", file), { env: adam, typed: ["y"] });
  assert.deepEqual([yes.code, await state()], [0, false]);
  const stale = await world.run(policies("update", id, "-f", file, "--yes"), { env: adam });
  assert.deepEqual([stale.code, /Request id/.test(stale.err)], [1, true], stale.err);

  assert.match(
    (await world.run(policies("create", "-f", join(world.home, "none.json")), { env: adam })).err,
    /there is no such file/,
  );
  assert.equal((await world.run(policies("delete", id, "-y"), { env: adam })).code, 0);
  assert.match((await world.run(policies(), { env: adam })).err, /There are no such policies/);
});

test("settings are set by name, as what they are, and what changes is said", async () => {
  const set = (...words: string[]) => world.run(["settings", "set", ...words], { env: adam });
  const done = await set("maxDurationMinutes=480", "notifications.auditEmail=audit@acme.example", "-y");
  assert.deepEqual([done.code, done.out], [0, ""], done.err);
  assert.match(
    done.err,
    /^maxDurationMinutes: \d+ → 480\nnotifications\.auditEmail: none → audit@acme\.example\nChanged\.\n$/,
  );
  for (const [wrong, words] of [
    ["maxDurationMinute=1", /Did you mean “maxDurationMinutes”/],
    ["maxDurationMinutes=long", /is a whole number/],
    ["ticketRequired=yes", /is true or false/],
    ["ticketRequired", /Write it like name=value/],
  ] as const) {
    const told = await set(wrong, "-y");
    assert.equal(told.code, 2);
    assert.match(told.err, words);
  }
});

test("lists take as many pages as they need, by names as well as ids; what is not open to somebody is refused", async () => {
  const all = await world.run(["directory", "people", "--json"], { env: adam });
  assert.equal(all.out.trim().split("\n").length, 5);
  const two = await world.run(["directory", "people", "--limit", "2"], { env: adam });
  assert.deepEqual([two.out.trim().split("\n").length, /There is more/.test(two.err)], [3, true]);
  const refused = await world.run(["audit", "--person", "Rita Requester"], { env: adam });
  assert.deepEqual([refused.code, refused.out], [1, ""]);
  const ada = await world.clientOf(world.people.auditor);
  const events = await world.run(["audit", "--actor", "Adam Admin", "--action", "settings.", "--json"], { env: ada });
  assert.equal(JSON.parse(events.out).actor.id, world.people.admin.id, events.err);
  const csv = await world.run(["audit", "--csv"], { env: ada });
  assert.match(csv.out, /^seq,at,/);
  const narrow = await world.clientOf(world.people.auditor, ["requests:read"]);
  assert.match((await world.run(["audit"], { env: narrow })).err, /\(scope\.missing\)/);
});
