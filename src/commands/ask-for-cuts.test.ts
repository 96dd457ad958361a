import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startCutStory } from "../../test/cut-story.ts";

let story: Awaited<ReturnType<typeof startCutStory>>;
beforeEach(async () => {
  story = await startCutStory();
});
afterEach(() => story.stop());

test("an end by the clock is cut only where every end is; an end that leaves the assignment never is", async () => {
  const { v, w, c, cutting } = story;
  await cutting("early-end");
  const elapses = async () => {
    const id = await w.aGrant(w.freshKey(), 0, 60);
    await v.liveUntil(v.after(120));
    return c.cutOf(id);
  };
  assert.equal(await elapses(), undefined);
  await cutting("every-end");
  assert.equal((await elapses())?.isEarly, false);
  const key = w.freshKey();
  const first = await w.aGrant(key, 0, 60);
  const second = await w.aGrant(key, 0, 300);
  await v.liveUntil(v.after(120));
  assert.deepEqual([await w.stateOf(first), await c.cutOf(first)], ["ended", undefined]);
  await v.liveUntil(v.after(300));
  assert.equal((await c.cutOf(second))?.state, "asked");
  const standing = w.freshKey();
  await v.api.create(standing);
  await v.liveUntil(v.after(30));
  const onStanding = await w.aGrant(standing, 0, 60);
  await v.liveUntil(v.after(120));
  assert.deepEqual([await w.stateOf(onStanding), await c.cutOf(onStanding)], ["ended", undefined]);
});

test("access that AWS never confirmed is not cut where another grant still wants the same", async () => {
  const { v, w, c, cutting } = story;
  await cutting("every-end");
  const key = w.freshKey();
  const first = await w.aGrant(key, 0, 60);
  const second = await w.aGrant(key, 30, 600);
  const blind = v.variant({ api: { ...v.api, isAssigned: async () => false } });
  await v.liveUntil(v.after(90), blind);
  assert.deepEqual([await w.stateOf(first), await c.cutOf(first)], ["failed", undefined]);
  await v.liveUntil(v.after(600));
  assert.deepEqual([await w.stateOf(second), (await c.cutOf(second))?.state], ["ended", "asked"]);
});
