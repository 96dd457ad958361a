import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startCutStory } from "../../test/cut-story.ts";
import { credentialsExpireAt } from "../core/grant.ts";
import { addMinutes } from "../core/time.ts";
import { findPermissionSets } from "../store/permission-sets.ts";

let story: Awaited<ReturnType<typeof startCutStory>>;
beforeEach(async () => {
  story = await startCutStory();
  await story.cutting("early-end");
});
afterEach(() => story.stop());

const shown = async (id: string) => {
  const { v } = story;
  const grant = await v.grant(id);
  const [role] = await findPermissionSets(v.ctx.db, [grant.permissionSetArn]);
  return credentialsExpireAt(grant, role);
};

test("credentials issued before a session was shortened are cut, and shown, for as long as they live", async () => {
  const { v, w, c } = story;
  const key = w.freshKey();
  c.setSessions(key.permissionSetArn, "PT12H");
  v.simulator.clock.advance(60 * 60_000);
  await c.sync();
  const id = await w.aGrant(key, 0, 8 * 3_600);
  await v.liveUntil(v.after(3_600));
  c.setSessions(key.permissionSetArn, "PT1H");
  await c.sync();
  const noticedAt = v.now();
  await v.liveUntil(v.after(3_600));
  await c.sync();
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  assert.deepEqual((await c.cutOf(id))?.expiresAt, addMinutes(noticedAt, 720));
  assert.deepEqual(await shown(id), addMinutes(noticedAt, 720));
});

test("a session that was lengthened unseen before an access ended is cut for as long once it is seen", async () => {
  const { v, w, c, endedEarly } = story;
  const key = w.freshKey();
  const { permissionSetArn } = key;
  const lasts = async (id: string) => {
    const cut = await c.cutOf(id);
    return (Number(cut?.expiresAt) - Number(cut?.issuedBefore)) / 60_000;
  };
  const { id: before } = await endedEarly({ ...w.freshKey(), permissionSetArn });
  v.simulator.clock.advance(51 * 60_000);
  await c.sync();
  c.setSessions(permissionSetArn, "PT8H");
  const { id: after } = await endedEarly(key);
  v.simulator.clock.advance(51 * 60_000);
  await c.sync();
  assert.deepEqual([await lasts(before), await lasts(after)], [60, 480]);
  assert.equal((await c.happenings()).at(-1), "credentials.cut-lengthened");
});
