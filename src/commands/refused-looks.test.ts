import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DriftWorld, driftWorld } from "../../test/drift-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { Pair } from "../core/drift.ts";
import { CloudError } from "../core/identity-center.ts";

let v: VirtualEngine;
let d: DriftWorld;
before(async () => {
  v = await startVirtualEngine();
  d = driftWorld(v);
});
after(async () => {
  d.stop();
  await v.stop();
});

const hour = 3_600;
const statesAt = async (pair: Pair) => (await d.findings(pair)).map(({ state }) => state);
const mark = (pair: Pair, onForeignAssignment: "report" | "remove") =>
  d.settings({ temporaryOnlyPermissionSetArns: [pair.permissionSetArn], onForeignAssignment });

const refused = new CloudError({ problem: "refused", operation: "ListAccountAssignments", message: "not here" });

test("an account of which AWS tells nothing keeps no later round from beginning", async () => {
  const [pair, dark, later] = d.unheldRole();
  assert.ok(pair && dark && later);
  for (const one of [pair, dark]) d.somebodyAssigns(one, d.somebody(1));
  const holders = async (one: Pair) => {
    if (one.accountId === dark.accountId) throw refused;
    return d.api.holders(one);
  };
  const work = { ...d.work, api: { ...d.api, holders } };
  await mark(pair, "remove");
  await d.watchUntil(v.after(hour + 120), work);
  assert.deepEqual([await statesAt(pair), await statesAt(dark)], [["removed"], []]);
  d.somebodyAssigns(later, d.somebody(1));
  await d.watchUntil(v.after(2 * hour + 120), work);
  assert.deepEqual(await statesAt(later), ["removed"]);
});

test("where AWS refuses to tell what it made before a restore, everything else is looked at all the same, and it is asked again", async () => {
  const [pair] = d.unheldRole();
  assert.ok(pair);
  await d.restored(v.now());
  await mark(pair, "report");
  d.somebodyAssigns(pair, d.somebody(2));
  const denied = async () => Promise.reject(refused);
  await d.watchUntil(v.after(300), { ...d.work, api: { ...d.api, creations: denied } });
  assert.deepEqual(await statesAt(pair), ["open"]);
  const watch = () => v.ctx.db.selectFrom("driftWatch").selectAll().executeTakeFirstOrThrow();
  assert.match((await watch()).lastError ?? "", /not here/);
  // Of one that was made, AWS does not say whether it is still held: it counts as held.
  await v.ctx.db
    .updateTable("driftFindings")
    .set({ state: "gone", closedAt: v.now() })
    .where("closedAt", "is", null)
    .execute();
  await d.settings({ temporaryOnlyPermissionSetArns: [] });
  const made = async () => [{ operationId: "made", createdAt: v.now() }];
  const creation = async () => ({ ...pair, holder: d.somebody(2) });
  await d.watchUntil(v.after(300), { ...d.work, api: { ...d.api, creations: made, creation, holders: denied } });
  assert.deepEqual(
    (await d.findings(pair)).map(({ kind, state }) => [kind, state]),
    [
      ["foreign", "gone"],
      ["forgotten", "open"],
    ],
  );
  const unsearched = await v.ctx.db.selectFrom("restores").select("id").where("searchedAt", "is", null).execute();
  assert.deepEqual(unsearched, []);
});

test("pairs that always answer with an error of their own hold up no other, no round and no search", async () => {
  const role = d.unheldRole();
  const [broken, alsoBroken, ...others] = role.slice(0, 5);
  assert.ok(broken && alsoBroken && others.length === 3);
  const isBroken = ({ accountId }: Pair) => [broken.accountId, alsoBroken.accountId].includes(accountId);
  for (const one of [broken, alsoBroken, ...others]) d.somebodyAssigns(one, d.somebody(3));
  const down = new CloudError({ problem: "unavailable", operation: "ListAccountAssignments", message: "500" });
  const asked: string[] = [];
  let isDown = true;
  const holders = async (one: Pair) => {
    if (one.permissionSetArn !== broken.permissionSetArn) return d.api.holders(one);
    asked.push(one.accountId);
    if (isDown || isBroken(one)) throw down;
    return d.api.holders(one);
  };
  const work = { ...d.work, api: { ...d.api, holders } };
  await d.restored(v.now());
  await mark(broken, "remove");
  await d.settings({ foreignRemovalsPerDay: 20 });
  const startedAt = v.now().getTime();
  // The first turn only asks where the role is held.
  for (let turn = 0; turn < 3; turn += 1) {
    await d.watchUntil(v.after(1), work);
    await v.liveUntil(v.after(61));
  }
  assert.equal(new Set(asked).size, 5, "each is asked");
  assert.ok(asked.length <= 10, "once a minute");
  isDown = false;
  await d.watchUntil(v.after(240), work);
  for (const one of others) assert.ok((await statesAt(one)).length === 1, "found within minutes");
  assert.ok(asked.filter((one) => one === broken.accountId).length <= 7, "once a minute");
  const unsearched = await v.ctx.db.selectFrom("restores").select("id").where("searchedAt", "is", null).execute();
  assert.deepEqual(unsearched, []);
  // After an hour the round waits for it no longer: what was found is removed, and new accounts are seen.
  await d.watchUntil(new Date(startedAt + (hour + 300) * 1_000), work);
  for (const one of others) assert.deepEqual(await statesAt(one), ["removed"]);
  const [round] = await v.ctx.db.selectFrom("driftRoles").select("roundBeganAt").execute();
  assert.ok(Number(round?.roundBeganAt) > startedAt + hour * 1_000);
  const { lastError, failingSince } = await v.ctx.db.selectFrom("driftWatch").selectAll().executeTakeFirstOrThrow();
  assert.match(lastError ?? "", /500/);
  assert.ok(Number(failingSince) < startedAt + 120_000, "and it stays said, however many others are looked at");
});
