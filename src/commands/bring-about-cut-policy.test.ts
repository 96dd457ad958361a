import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startCutStory } from "../../test/cut-story.ts";
import type { CutPolicyApi } from "../core/cut-policy.ts";
import { CloudError } from "../core/identity-center.ts";

let story: Awaited<ReturnType<typeof startCutStory>>;
beforeEach(async () => {
  story = await startCutStory();
});
afterEach(() => story.stop());

test("lost answers and crashes at any write leave one policy that is right in the end", async () => {
  const { v, c, cutting, endedEarly } = story;
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
  const { c, cutting, endedEarly } = story;
  await cutting("early-end");
  const { id } = await endedEarly();
  await Promise.all([c.keep(), c.keep({ holder: "worker-2" })]);
  assert.equal(c.policies().length, 1);
  assert.equal((await c.cutOf(id))?.state, "in-force");
  assert.equal((await c.happenings()).filter((action) => action === "credentials.cut").length, 1);
});

test("whoever was held up for longer than the policy is kept for them writes nothing more", async () => {
  const { v, c, cutting, endedEarly } = story;
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
  assert.match((await c.known())?.lastError ?? "", /took so long/, "it is no secret");
  v.simulator.clock.advance(1_000);
  await c.keep({ holder: "worker-2", api: slowly(40) });
  assert.deepEqual([attached, (await c.cutOf(id))?.state], [1, "in-force"], "each step keeps it for as long again");
  const other = await endedEarly();
  await c.keep({ holder: "worker-1", api: slowly(0) });
  assert.equal((await c.cutOf(other.id))?.state, "in-force");
});
