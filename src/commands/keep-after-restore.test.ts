import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startCutStory } from "../../test/cut-story.ts";
import type { CutPolicyApi } from "../core/cut-policy.ts";
import { recordRestore } from "./record-restore.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";

let story: Awaited<ReturnType<typeof startCutStory>>;
before(async () => {
  story = await startCutStory();
  await story.cutting("early-end");
});
const longest = 12 * 3_600;
/** Whatever a test cut or kept is over when the next begins. */
afterEach(async () => {
  const { v, c } = story;
  await v.liveUntil(v.after(13 * 3_600));
  await c.keep();
  await c.keep();
  assert.deepEqual(c.policies(), []);
});
after(async () => {
  await verifyAuditChain(story.v.ctx);
  await story.stop();
});

/** Cuts and what is known of the policy are brought back to this moment; AWS goes on from where it is. */
const backUp = async () => {
  const { db } = story.v.ctx;
  const restoredTo = story.v.now();
  const [policies, cuts] = [
    await db.selectFrom("cutPolicy").selectAll().execute(),
    await db.selectFrom("credentialCuts").selectAll().execute(),
  ];
  return async () => {
    await db.deleteFrom("credentialCuts").execute();
    await db.deleteFrom("cutPolicy").execute();
    if (cuts.length > 0) await db.insertInto("credentialCuts").values(cuts).execute();
    if (policies.length > 0) await db.insertInto("cutPolicy").values(policies).execute();
    await recordRestore(story.v.ctx, { restoredTo });
  };
};

/** What was told of the policy and of cuts since. */
const telling = async () => {
  const { happenings } = story.c;
  const before = (await happenings()).length;
  return async () => (await happenings()).slice(before);
};

/** The writes of the policy, each followed by a try of these credentials: none may ever work. */
const trying = (credentials: () => readonly string[]): CutPolicyApi => {
  const { api, areCut } = story.c;
  const tried =
    <Given extends unknown[], Answer>(write: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      const answer = await write(...given);
      for (const one of credentials()) assert.equal(await areCut(one), true, "denied after each write");
      return answer;
    };
  return {
    ...api,
    ...{ update: tried(api.update), attach: tried(api.attach), detach: tried(api.detach), remove: tried(api.remove) },
  };
};

test("credentials that were cut in the lost time stay denied at every instant until the last has expired, and then the policy goes", async () => {
  const { v, c, w, endedEarly } = story;
  const known = await endedEarly(w.freshKey(), longest);
  await c.keep();
  const restore = await backUp();
  const forgotten = await endedEarly(w.freshKey(), longest);
  await c.keep();
  await v.liveUntil(v.after(300));
  const told = await telling();
  await restore();
  const restoredAt = v.now();
  const ended = [known, forgotten];
  const api = trying(() => ended.map(({ credentials }) => credentials));
  for (let hour = 0; hour < 12; hour += 1) {
    await c.keep({ api });
    for (const { credentials } of ended) assert.equal(await c.areCut(credentials), true, `denied in hour ${hour}`);
    // What is cut after the restore finds its place beside what is kept.
    if (hour === 1) {
      const { credentials } = await endedEarly();
      await c.keep({ api });
      assert.equal(await c.areCut(credentials), true);
    }
    await v.liveUntil(new Date(restoredAt.getTime() + (hour + 1) * 3_600_000 - 60_000));
  }
  assert.equal((await c.cutOf(known.id))?.state, "lifted", "it expired hours ago, and the rows said when");
  await v.liveUntil(new Date(restoredAt.getTime() + longest * 1_000));
  const next = await c.keep({ api });
  assert.equal(c.policies().length, 1, "not a second too early");
  await v.liveUntil(next ?? v.now());
  await c.keep();
  assert.deepEqual(c.policies(), []);
  assert.deepEqual(await told(), [
    ...["cut-policy.kept", "credentials.cut-lifted", "credentials.cut-asked", "credentials.cut"],
    ...["credentials.cut-lifted", "cut-policy.released"],
  ]);
  assert.equal(await c.keep(), undefined, "and nobody asks AWS any more");
});

test("where the rows know of no policy it is looked for once, and what it denies is kept; a correction keeps it too", async () => {
  const { v, w, c, endedEarly } = story;
  const restore = await backUp();
  const { credentials } = await endedEarly(w.freshKey(), longest);
  await c.keep();
  const told = await telling();
  await restore();
  assert.deepEqual([(await c.known())?.mayExist, await c.areCut(credentials)], [false, true]);
  await c.keep({ api: trying(() => [credentials]) });
  const earlier = new Date(v.now().getTime() - 86_400_000);
  await recordRestore(v.ctx, { restoredTo: earlier });
  for (const hours of [1, 5, 11]) {
    await c.keep({ api: trying(() => [credentials]) });
    assert.equal(await c.areCut(credentials), true);
    await v.liveUntil(v.after(hours === 11 ? 0 : 3 * 3_600));
  }
  assert.deepEqual(await told(), ["cut-policy.kept"]);
});

test("nothing makes kept ones go: not switching it off, not what has no room; and what Stint cannot have written is undone", async () => {
  const { v, w, c, cutting, endedEarly } = story;
  const { id, credentials } = await endedEarly(w.freshKey(), longest);
  const cut = await c.cutOf(id);
  assert.ok(cut);
  await c.keep();
  const restore = await backUp();
  const others = [];
  for (let n = 0; n < 320; n += 1) {
    const personId = `9067642b3a-0000-${String(n).padStart(12, "0")}`;
    const key = { personId, accountId: "111122223333", permissionSetArn: "arn:x" };
    const grantId = await w.aGrant(key, 60 * 86_400, 60);
    // Never so far ahead that Stint cannot have written it: which of them have room depends on their ids.
    const issuedBefore = new Date(cut.issuedBefore.getTime() + Math.floor(n / 2) * 1_000);
    others.push({ ...cut, id: grantId, grantId, personId, issuedBefore, state: "asked" as const });
  }
  await v.ctx.db.insertInto("credentialCuts").values(others).execute();
  await c.keep();
  const [full] = c.policies();
  assert.ok(full && full.content.length > 4_900);
  const people = (content: string) => new Set(content.match(/[0-9]{12}(?=")/g));
  await restore();
  const told = await telling();
  const strange = { Sid: "x", Effect: "Deny", Action: "*", Resource: "*" };
  const document = JSON.parse(full.content);
  c.meddle({
    policies: [{ ...full, content: JSON.stringify({ ...document, Statement: [...document.Statement, strange] }) }],
  });
  await c.keep({ api: trying(() => [credentials]) });
  assert.equal((await c.cutOf(id))?.state, "in-force", "what is kept denies it too: it takes no room beside");
  const later = await endedEarly();
  await cutting("never");
  await v.liveUntil(v.after(61));
  await c.keep({ api: trying(() => [credentials]) });
  assert.equal(c.policies()[0]?.content, full.content);
  assert.equal(await c.areCut(later.credentials), false);
  assert.deepEqual(await told(), [
    ...["cut-policy.kept", "cut-policy.meddled", "credentials.cut-asked", "credentials.cut-failed"],
  ]);
  assert.ok(people(full.content).size > 200);
  await cutting("early-end");
});

test("what expired in the lost time, and AWS holds no more, is told as over; what it should still hold is cut anew", async () => {
  const { v, w, c, endedEarly } = story;
  const short = await endedEarly();
  await c.keep();
  await v.liveUntil(v.after(3_000));
  const long = await endedEarly(w.freshKey(), longest);
  await c.keep();
  const restore = await backUp();
  await v.liveUntil(v.after(1_200));
  c.meddle({ policies: [] });
  const told = await telling();
  await restore();
  await c.keep();
  assert.deepEqual([(await c.cutOf(short.id))?.state, (await c.cutOf(long.id))?.state], ["lifted", "in-force"]);
  assert.equal(await c.areCut(long.credentials), true);
  assert.deepEqual((await told()).sort(), ["credentials.cut", "credentials.cut-lifted", "credentials.cut-lost"]);
});

test("a policy whose owner the database never knew is left alone and said; where cutting was never set up, nothing is", async () => {
  const { v, w, c, cutting, endedEarly, refusing } = story;
  await v.ctx.db.deleteFrom("cutPolicy").execute();
  const restore = await backUp();
  const { credentials } = await endedEarly(w.freshKey(), longest);
  await c.keep();
  const [made] = c.policies();
  assert.ok(made);
  const told = await telling();
  await restore();
  await cutting("never");
  await c.keep({ api: refusing("find") });
  assert.deepEqual([await told(), (await c.known())?.lastError], [[], null]);
  await c.keep();
  assert.deepEqual([c.policies(), await told()], [[made], ["cut-policy.refused"]]);
  assert.equal(await c.areCut(credentials), true);
  assert.equal(await c.keep(), undefined, "it was said, and nothing is wanted of it");
  await cutting("early-end");
  c.meddle({ policies: [] });
});
