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
