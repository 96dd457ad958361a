import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { withSettings } from "../../test/builders.ts";
import { cutWorld } from "../../test/cut-world.ts";
import { engineWorld } from "../../test/engine-world.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { CutPolicyApi } from "../core/cut-policy.ts";
import { CloudError } from "../core/identity-center.ts";
import { measureCuts } from "../store/cut-figures.ts";
import { findSeenCuts } from "./see-grants.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";

let v: VirtualEngine;
let w: ReturnType<typeof engineWorld>;
let c: Awaited<ReturnType<typeof cutWorld>>;
beforeEach(async () => {
  v = await startVirtualEngine();
  w = engineWorld(v);
  c = await cutWorld(v);
});
afterEach(async () => {
  c.close();
  await v.stop();
});

const cutting = (setting: "never" | "early-end" | "every-end") =>
  withSettings(v.ctx.db, { cutIssuedCredentials: setting });

/** Access that was given and, after a minute, ended early; with credentials fetched in between. */
const endedEarly = async () => {
  const key = w.freshKey();
  const id = await w.aGrant(key, 0, 3_600);
  await v.liveUntil(v.after(60));
  const credentials = c.fetchCredentials(key);
  await w.endEarly(id, key);
  await v.liveUntil(v.after(30));
  assert.equal(await w.stateOf(id), "ended");
  return { key, id, credentials };
};

test("credentials of access that is ended early stop working, nobody else's do, and the policy goes when they have expired", async () => {
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

test("an end by the clock is cut only where every end is; an end that leaves the assignment never is", async () => {
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

test("nobody asks Organizations anything about policies unless cutting is switched on", async () => {
  const { id } = await endedEarly();
  assert.equal(await c.cutOf(id), undefined);
  await w.forgetCalls();
  assert.equal(await c.keep(), undefined);
  assert.deepEqual(await w.callCounts(), {});
});

test("a refusal is told once, the cut goes on being asked for, and comes into force once it is allowed", async () => {
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
  await cutting("early-end");
  await c.delegation.take();
  const { id } = await endedEarly();
  await c.keep();
  await v.liveUntil(v.after(13 * 3_600));
  await c.keep();
  assert.equal((await c.cutOf(id))?.state, "lapsed");
  assert.equal((await c.happenings()).at(-1), "credentials.cut-failed");
});

test("a policy that somebody edits, detaches or deletes is put back, and each is told", async () => {
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
  const told = (await c.happenings()).filter((action) => action === "cut-policy.meddled");
  assert.equal(told.length, 3);
});

const refusing = (...only: (keyof CutPolicyApi)[]): CutPolicyApi => ({
  ...c.api,
  ...Object.fromEntries(
    only.map((operation) => [
      operation,
      () => Promise.reject(new CloudError({ problem: "refused", operation, message: "not allowed" })),
    ]),
  ),
});

test("what AWS is found not to hold any more is not called cut until it is put back", async () => {
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

test("lost answers and crashes at any write leave one policy that is right in the end", async () => {
  await cutting("early-end");
  const { credentials, id } = await endedEarly();
  const writes = ["create", "attach", "update", "detach", "remove"] as const;
  /** Fails with and without having done its work, as an answer lost and as a process killed. */
  const failing = (only: (typeof writes)[number], how: "lost" | "not-sent" | "killed"): CutPolicyApi => ({
    ...c.api,
    [only]: async (...given: never[]) => {
      if (how !== "not-sent") await (c.api[only] as (...args: never[]) => Promise<unknown>)(...given);
      if (how === "killed") throw new Error("killed");
      throw new CloudError({ problem: "unavailable", operation: only, message: "no answer" });
    },
  });
  const suffer = async (only: (typeof writes)[number]) => {
    for (const how of ["not-sent", "lost", "killed"] as const) {
      await c.keep({ api: failing(only, how) }).catch((problem) => assert.equal(problem.message, "killed"));
      await v.liveUntil(v.after(61));
    }
  };
  await suffer("create");
  await suffer("attach");
  await c.keep();
  assert.deepEqual(
    [c.policies().length, (await c.cutOf(id))?.state, await c.areCut(credentials)],
    [1, "in-force", true],
  );
  const second = await endedEarly();
  await suffer("update");
  await c.keep();
  assert.deepEqual([await c.areCut(credentials), await c.areCut(second.credentials)], [true, true]);
  await v.liveUntil(v.after(13 * 3_600));
  await suffer("detach");
  await suffer("remove");
  await c.keep();
  assert.deepEqual(
    [c.policies(), (await c.cutOf(id))?.state, (await c.cutOf(second.id))?.state],
    [[], "lifted", "lifted"],
  );
  assert.ok(!(await c.happenings()).includes("cut-policy.meddled"), "our own doing is nobody's meddling");
});

test("two workers at once make one policy", async () => {
  await cutting("early-end");
  const { id } = await endedEarly();
  await Promise.all([c.keep(), c.keep({ holder: "worker-2" })]);
  assert.equal(c.policies().length, 1);
  assert.equal((await c.cutOf(id))?.state, "in-force");
  assert.equal((await c.happenings()).filter((action) => action === "credentials.cut").length, 1);
});

test("switched off, all is lifted at once", async () => {
  await cutting("early-end");
  const { id, credentials } = await endedEarly();
  await c.keep();
  await cutting("never");
  await c.keep();
  assert.deepEqual([c.policies(), await c.areCut(credentials), (await c.cutOf(id))?.state], [[], false, "lifted"]);
});

test("switched off, what is detached is told as lifted although it cannot be deleted", async () => {
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

test("whoever was held up for longer than the policy is kept for them writes nothing more", async () => {
  await cutting("early-end");
  const { id } = await endedEarly();
  let attached = 0;
  const attach: CutPolicyApi["attach"] = async (...given) => {
    attached += 1;
    await c.api.attach(...given);
  };
  const slowly = (seconds: number): CutPolicyApi => ({
    ...c.api,
    attach,
    create: async (policy) => {
      const made = await c.api.create(policy);
      v.simulator.clock.advance(seconds * 1_000);
      return made;
    },
    read: async (policyId) => {
      const seen = await c.api.read(policyId);
      v.simulator.clock.advance(40_000);
      return seen;
    },
  });
  await c.keep({ api: slowly(61) });
  assert.deepEqual([attached, (await c.cutOf(id))?.state], [0, "asked"]);
  await c.keep({ holder: "worker-2", api: slowly(40) });
  assert.deepEqual([attached, (await c.cutOf(id))?.state], [1, "in-force"], "each step keeps it for as long again");
  const other = await endedEarly();
  await c.keep({ holder: "worker-1", api: slowly(0) });
  assert.equal((await c.cutOf(other.id))?.state, "in-force");
});

test("with three hundred ends within one session the policy stays within its size, and what has no room is said", async () => {
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
