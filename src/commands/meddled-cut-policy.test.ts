import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startCutStory } from "../../test/cut-story.ts";
import { measureCuts } from "../store/cut-figures.ts";
import { findSeenCuts } from "./see-grants.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";

let story: Awaited<ReturnType<typeof startCutStory>>;
beforeEach(async () => {
  story = await startCutStory();
});
afterEach(() => story.stop());

test("a policy that somebody edits, detaches, deletes or attaches elsewhere is put back, and each is told", async () => {
  const { v, c, cutting, endedEarly } = story;
  await cutting("early-end");
  const { credentials } = await endedEarly();
  await c.keep();
  const [made] = c.policies();
  assert.ok(made);
  const edits = [
    () => c.meddle({ policies: [{ ...made, content: made.content.replace("Deny", "Allow") }] }),
    () => c.meddle({ policies: [{ ...made, targets: [] }] }),
    () => c.meddle({ policies: [] }),
  ];
  for (const edit of edits) {
    edit();
    assert.equal(await c.areCut(credentials), false);
    await v.liveUntil(v.after(61));
    await c.keep();
    assert.equal(await c.areCut(credentials), true);
  }
  const told = async () => (await c.happenings()).filter((action) => action === "cut-policy.meddled").length;
  assert.equal(await told(), 3);
  const lost = (await c.happenings()).length;
  const [ours] = c.policies();
  assert.ok(ours);
  c.meddle({ policies: [{ ...ours, targets: [...ours.targets, v.simulator.world.orgUnits.all()[0]?.id ?? ""] }] });
  await v.liveUntil(v.after(61));
  await c.keep();
  assert.deepEqual([c.policies()[0]?.targets, await told()], [ours.targets, 4]);
  assert.equal((await c.happenings()).length, lost + 1, "attached to more than wanted, nothing was lost");
});

test("what AWS is found not to hold any more is not called cut until it is put back", async () => {
  const { v, c, cutting, endedEarly, refusing } = story;
  await cutting("early-end");
  const { id } = await endedEarly();
  const known = async () => {
    const cut = await c.cutOf(id);
    return [cut?.state, (await measureCuts(v.ctx.db)).missing];
  };
  await c.keep();
  const firstAt = (await c.cutOf(id))?.inForceAt;
  assert.deepEqual(await known(), ["in-force", 0]);
  const [made] = c.policies();
  assert.ok(made);
  c.meddle({ policies: [{ ...made, targets: [] }] });
  for (let round = 0; round < 2; round += 1) {
    await v.liveUntil(v.after(61));
    await c.keep({ api: refusing("attach") });
    assert.deepEqual(await known(), ["asked", 1]);
  }
  await v.liveUntil(v.after(61));
  await c.keep();
  assert.deepEqual(await known(), ["in-force", 0]);
  assert.notDeepEqual((await c.cutOf(id))?.inForceAt, firstAt, "what is said is since when");
  assert.deepEqual(await c.happenings(), [
    ...["credentials.cut-asked", "credentials.cut", "cut-policy.meddled", "credentials.cut-lost"],
    ...["cut-policy.refused", "credentials.cut"],
  ]);
  await verifyAuditChain(v.ctx);
});

test("what AWS does not let be read is told with when it was last seen", async () => {
  const { v, c, cutting, endedEarly, refusing } = story;
  await cutting("early-end");
  const { id } = await endedEarly();
  await c.keep();
  const confirmedAt = v.now();
  const grants = [await v.grant(id)];
  const since = async () => (await findSeenCuts(v.ctx.db, { grants, now: v.now() })).get(id)?.unconfirmedSince;
  for (let minute = 0; minute < 5; minute += 1) {
    assert.equal(await since(), null);
    await v.liveUntil(v.after(61));
    await c.keep({ api: refusing("read") });
  }
  assert.deepEqual(await since(), confirmedAt);
  await v.liveUntil(v.after(61));
  await c.keep();
  assert.equal(await since(), null);
});

test("a policy of the same name that is not ours is left alone, and said", async () => {
  const { v, c, cutting, endedEarly } = story;
  await cutting("early-end");
  const { id } = await endedEarly();
  await c.api.create({
    content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
    owner: "another",
  });
  for (const wait of [0, 120, 120]) {
    await v.liveUntil(v.after(wait));
    await c.keep();
  }
  assert.match((await c.known())?.lastError ?? "", /was not made by this Stint/);
  assert.equal((await c.cutOf(id))?.state, "asked");
  assert.equal(c.policies().length, 1);
  assert.match(c.policies()[0]?.content ?? "", /s3/);
});
