import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startCutStory } from "../../test/cut-story.ts";
import type { CutPolicyApi } from "../core/cut-policy.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";

let story: Awaited<ReturnType<typeof startCutStory>>;
beforeEach(async () => {
  story = await startCutStory();
});
afterEach(() => story.stop());

test("credentials of access that is ended early stop working, nobody else's do, and the policy goes when they have expired", async () => {
  const { v, w, c, cutting, endedEarly } = story;
  await cutting("early-end");
  const neighbour = w.freshKey();
  await w.aGrant(neighbour, 0, 7_200);
  const ended = await endedEarly();
  const theirs = c.fetchCredentials({ ...neighbour, accountId: ended.key.accountId });
  const other = c.fetchCredentials({ ...ended.key, accountId: neighbour.accountId });
  assert.equal((await c.cutOf(ended.id))?.state, "asked");
  assert.equal(await c.areCut(ended.credentials), false);
  await c.keep();
  assert.equal(await c.areCut(ended.credentials), true);
  assert.deepEqual([await c.areCut(theirs), await c.areCut(other)], [false, false]);
  assert.equal(await c.areCut(c.fetchCredentials(ended.key)), false, "newly fetched ones work");
  const cut = await c.cutOf(ended.id);
  assert.equal(cut?.state, "in-force");
  assert.deepEqual(cut?.inForceAt, v.now());
  await v.liveUntil(cut?.expiresAt ?? v.now());
  await c.keep();
  assert.deepEqual(c.policies(), []);
  assert.equal((await c.cutOf(ended.id))?.state, "lifted");
  assert.equal(await c.keep(), undefined);
  assert.deepEqual(await c.happenings(), ["credentials.cut-asked", "credentials.cut", "credentials.cut-lifted"]);
});

test("nobody asks Organizations anything about policies unless cutting is switched on", async () => {
  const { w, c, endedEarly } = story;
  const { id } = await endedEarly();
  assert.equal(await c.cutOf(id), undefined);
  await w.forgetCalls();
  assert.equal(await c.keep(), undefined);
  assert.deepEqual(await w.callCounts(), {});
});

test("a refusal is told once, the cut goes on being asked for, and comes into force once it is allowed", async () => {
  const { v, c, cutting, endedEarly } = story;
  await cutting("early-end");
  const allowed = c.delegation.is();
  await c.delegation.take();
  const { id, credentials } = await endedEarly();
  for (let round = 0; round < 3; round += 1) {
    await c.keep();
    await v.liveUntil(v.after(120));
  }
  const known = await c.known();
  assert.match(known?.lastError ?? "", /^CreatePolicy: AccessDeniedException/);
  assert.deepEqual([known?.isRefused, (await c.cutOf(id))?.state], [true, "asked"]);
  await c.delegation.give(allowed);
  await c.keep();
  assert.deepEqual([(await c.cutOf(id))?.state, await c.areCut(credentials)], ["in-force", true]);
  assert.equal((await c.known())?.failingSince, null);
  assert.deepEqual(await c.happenings(), ["credentials.cut-asked", "cut-policy.refused", "credentials.cut"]);
});

test("what expired before AWS took the cut is told as not cut", async () => {
  const { v, c, cutting, endedEarly } = story;
  await cutting("early-end");
  await c.delegation.take();
  const { id } = await endedEarly();
  await c.keep();
  await v.liveUntil(v.after(13 * 3_600));
  await c.keep();
  assert.equal((await c.cutOf(id))?.state, "lapsed");
  assert.equal((await c.happenings()).at(-1), "credentials.cut-failed");
});

test("switched off, all is lifted at once", async () => {
  const { c, cutting, endedEarly } = story;
  await cutting("early-end");
  const { id, credentials } = await endedEarly();
  await c.keep();
  await cutting("never");
  await c.keep();
  assert.deepEqual([c.policies(), await c.areCut(credentials), (await c.cutOf(id))?.state], [[], false, "lifted"]);
});

test("switched off, what is detached is told as lifted although it cannot be deleted", async () => {
  const { v, c, cutting, endedEarly, refusing } = story;
  await cutting("early-end");
  const { id, credentials } = await endedEarly();
  await c.keep();
  await cutting("never");
  await c.keep({ api: refusing("remove") });
  assert.deepEqual([await c.areCut(credentials), (await c.cutOf(id))?.state], [false, "lifted"]);
  await v.liveUntil(v.after(61));
  await c.keep();
  assert.deepEqual(c.policies(), []);
});

test("what is asked for while it is switched off and on again is cut, and so is what was cut before", async () => {
  const { v, w, c, cutting, endedEarly } = story;
  await cutting("early-end");
  const before = await endedEarly();
  await c.keep();
  await cutting("never");
  const key = w.freshKey();
  const later = { id: await w.aGrant(key, 0, 3_600), credentials: c.fetchCredentials(key) };
  await v.liveUntil(v.after(60));
  const detach: CutPolicyApi["detach"] = async (...given) => {
    await c.api.detach(...given);
    await cutting("early-end");
    await w.endEarly(later.id, key);
    await v.liveUntil(v.after(30));
  };
  await c.keep({ api: { ...c.api, detach } });
  assert.deepEqual([(await c.cutOf(before.id))?.state, (await c.cutOf(later.id))?.state], ["asked", "asked"]);
  await v.liveUntil(v.after(61));
  await c.keep();
  assert.deepEqual([await c.areCut(before.credentials), await c.areCut(later.credentials)], [true, true]);
});

test("with three hundred ends within one session the policy stays within its size, and what has no room is said", async () => {
  const { v, w, c, cutting, endedEarly } = story;
  await cutting("early-end");
  const { id } = await endedEarly();
  const cut = await c.cutOf(id);
  assert.ok(cut);
  const grants = [];
  for (let n = 0; n < 330; n += 1)
    grants.push(
      await w.aGrant(
        {
          personId: `9067642b3a-0000-${String(n).padStart(12, "0")}`,
          accountId: "111122223333",
          permissionSetArn: "arn:x",
        },
        86_400,
        60,
      ),
    );
  await v.ctx.db
    .insertInto("credentialCuts")
    .values(
      grants.map((grantId, n) => ({
        ...{
          ...cut,
          id: grantId,
          grantId,
          personId: `9067642b3a-0000-${String(n).padStart(12, "0")}`,
          isEarly: n < 20,
        },
        issuedBefore: new Date(cut.issuedBefore.getTime() + n * 1_000),
      })),
    )
    .execute();
  await c.keep();
  const [policy] = c.policies();
  assert.ok(policy && policy.content.length <= 5_120);
  const open = await v.ctx.db.selectFrom("credentialCuts").select(["state", "waits", "isEarly"]).execute();
  const waiting = open.filter(({ waits }) => waits);
  assert.ok(waiting.length > 0 && waiting.every(({ state, isEarly }) => state === "asked" && !isEarly));
  assert.equal(open.filter(({ state }) => state === "in-force").length + waiting.length, open.length);
  assert.equal((await c.happenings()).filter((action) => action === "credentials.cut-waits").length, waiting.length);
  await verifyAuditChain(v.ctx);
});
