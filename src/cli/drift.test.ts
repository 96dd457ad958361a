import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { type CliWorld, openCliWorld } from "../../test/cli-world.ts";

let world: CliWorld;
let adam: Record<string, string>;
let rita: Record<string, string>;
before(async () => {
  world = await openCliWorld();
  adam = await world.clientOf(world.people.admin);
  rita = await world.clientOf(world.people.requester);
});
after(() => world.close());

const lines = (text: string) => text.trim().split("\n").filter(Boolean);

const aFinding = async (principalId: string) => {
  const id = world.ctx.ids.newId();
  await world.db
    .insertInto("driftFindings")
    .values({
      ...{ id, kind: "foreign", principalKind: "person", principalId, accountId: world.accounts.first.id },
      ...{ permissionSetArn: world.role.arn, state: "open", foundAt: world.at, lastSeenAt: world.at },
    })
    .execute();
  return id;
};

test("findings are listed, let stay, and taken away after a yes that knows which; admins decide", async () => {
  const stays = await aFinding("somebody-1");
  const goes = await aFinding("somebody-2");
  const listed = await world.run(["drift", "--json"], { env: adam });
  assert.deepEqual(
    lines(listed.out)
      .map((line) => JSON.parse(line).id)
      .sort(),
    [stays, goes].sort(),
  );
  assert.match((await world.run(["drift"], { env: adam })).out, /somebody-1 .*PowerUser .*undecided/);
  assert.equal((await world.run(["drift"], { env: rita })).code, 1);

  const accepted = await world.run(["drift", "accept", stays, "-m", "emergency"], { env: adam });
  assert.match(accepted.out, /State +may stay\n(.*\n)*Comment +emergency/, accepted.err);
  assert.equal((await world.run(["drift", "accept", stays], { env: adam })).code, 1);

  const unasked = await world.run(["drift", "remove", goes], { env: adam });
  assert.deepEqual([unasked.code, unasked.out], [2, ""]);
  assert.match(unasked.err, /cannot put it back: somebody-2: PowerUser in prod-1/);
  assert.equal((await world.run(["drift", "remove", goes], { env: adam, typed: ["n"] })).code, 130);
  assert.equal((await world.run(["drift", "remove", goes, "-y"], { env: rita })).code, 1);
  const gone = await world.run(["drift", "remove", goes, "-y", "--json"], { env: adam });
  assert.deepEqual([gone.code, JSON.parse(gone.out).state], [0, "removing"], gone.err);
  const calledOff = await world.run(["drift", "call-off", goes, "-m", "AWS refuses"], { env: adam });
  assert.match(calledOff.out, /State +may stay\n/, calledOff.err);
  const unknown = await world.run(["drift", "remove", world.ctx.ids.newId(), "-y"], { env: adam });
  assert.deepEqual([unknown.code, /drift-finding/.test(unknown.err)], [1, true], unknown.err);
  assert.equal(lines((await world.run(["drift", "--state", "open", "--json"], { env: adam })).out).length, 0);
});

test("access that was lost says which condition, by itself and with its request", async () => {
  const key = {
    personId: world.people.requester.id,
    accountId: world.accounts.first.id,
    permissionSetArn: world.role.arn,
  };
  const id = await insertGrant(world.db, { key, startsAt: world.at, endsAt: new Date(world.at.getTime() + 3_600_000) });
  const endCauses = JSON.stringify([{ code: "membership.lost", message: "They left the group Engineers." }]);
  const grant = world.db.updateTable("grants").where("id", "=", id);
  await grant
    .set({ state: "ended", endReason: "eligibility-lost", endAskedAt: world.at, endedAt: world.at, endCauses })
    .execute();
  const shown = await world.run(["access", "show", id], { env: rita });
  assert.match(shown.out, /What changed +They left the group Engineers\./, shown.err);
  const { requestId } = JSON.parse((await world.run(["access", "show", id, "--json"], { env: rita })).out);
  const request = await world.run(["request", "show", requestId], { env: rita });
  assert.match(request.out, /its holder may no longer have it\)\n +They left the group Engineers\./, request.err);
});
