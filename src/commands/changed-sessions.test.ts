import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { withSettings } from "../../test/builders.ts";
import { cutWorld } from "../../test/cut-world.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import { credentialsExpireAt } from "../core/grant.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { addMinutes } from "../core/time.ts";
import { findPermissionSets } from "../store/permission-sets.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
let c: Awaited<ReturnType<typeof cutWorld>>;
beforeEach(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
  c = await cutWorld(v);
  await withSettings(v.ctx.db, { cutIssuedCredentials: "early-end" });
});
afterEach(async () => {
  c.close();
  await v.stop();
});

const minutes = (count: number) => v.liveUntil(v.after(count * 60));

const endedEarly = async (key: AssignmentKey) => {
  const id = await w.aGrant(key, 0, 8 * 3_600);
  await minutes(1);
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  return id;
};

const shown = async (id: string) => {
  const grant = await v.grant(id);
  const [role] = await findPermissionSets(v.ctx.db, [grant.permissionSetArn]);
  return credentialsExpireAt(grant, role);
};

test("credentials issued before a session was shortened are cut, and shown, for as long as they live", async () => {
  const key = w.freshKey();
  c.setSessions(key.permissionSetArn, "PT12H");
  v.simulator.clock.advance(60 * 60_000);
  await c.sync();
  const id = await w.aGrant(key, 0, 8 * 3_600);
  await minutes(60);
  c.setSessions(key.permissionSetArn, "PT1H");
  await c.sync();
  const noticedAt = v.now();
  await minutes(60);
  await c.sync();
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  assert.deepEqual((await c.cutOf(id))?.expiresAt, addMinutes(noticedAt, 720));
  assert.deepEqual(await shown(id), addMinutes(noticedAt, 720));
});

test("a session that was lengthened unseen before an access ended is cut for as long once it is seen", async () => {
  const key = w.freshKey();
  const { permissionSetArn } = key;
  const lasts = async (id: string) => {
    const cut = await c.cutOf(id);
    return (Number(cut?.expiresAt) - Number(cut?.issuedBefore)) / 60_000;
  };
  const before = await endedEarly({ ...w.freshKey(), permissionSetArn });
  v.simulator.clock.advance(51 * 60_000);
  await c.sync();
  c.setSessions(permissionSetArn, "PT8H");
  const after = await endedEarly(key);
  v.simulator.clock.advance(51 * 60_000);
  await c.sync();
  assert.deepEqual([await lasts(before), await lasts(after)], [60, 480]);
  assert.equal((await c.happenings()).at(-1), "credentials.cut-lengthened");
});
