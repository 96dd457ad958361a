import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { startVirtualEngine, type VirtualEngine } from "../../test/virtual-engine.ts";
import type { AssignmentApi, AssignmentKey } from "../core/identity-center.ts";

let v: VirtualEngine;
before(async () => {
  v = await startVirtualEngine();
});
after(() => v.stop());

class Died extends Error {}

/** A way to AWS whose process dies before or after the nth call: its answer is never recorded. */
const dyingApi = (api: AssignmentApi, nth: number, side: "before" | "after") => {
  let calls = 0;
  const dying =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      calls += 1;
      if (calls === nth && side === "before") throw new Died();
      const answer = await call(...args);
      if (calls === nth) throw new Died();
      return answer;
    };
  return {
    died: () => calls >= nth,
    api: {
      isAssigned: dying(api.isAssigned),
      create: dying(api.create),
      remove: dying(api.remove),
      status: dying(api.status),
      underWay: dying(api.underWay),
      firstListed: dying(api.firstListed),
    },
  };
};

const keyNumber = (n: number): AssignmentKey => {
  const { world } = v.simulator;
  const person = world.users.all().filter((user) => user.status === "ENABLED")[n];
  const account = world.accounts
    .all()
    .filter((one) => one.state === "ACTIVE" && one.id !== world.ids.managementAccountId)[n];
  const set = world.permissionSets.all().find((one) => one.name.includes("Admin"));
  assert.ok(person && account && set);
  return { personId: person.id, accountId: account.id, permissionSetArn: set.arn };
};

const windowSeconds = 900;
/** Another worker may take over when the lease of the dead one is over; then AWS needs a while, and a doubt a minute. */
const recoverySeconds = 30 + 60 + 30;

for (const side of ["before", "after"] as const) {
  for (let nth = 1; nth <= 8; nth += 1) {
    test(`a worker that dies ${side} its call number ${nth} leaves nothing behind that the next one does not finish`, async () => {
      const key = keyNumber((side === "after" ? 10 : 0) + nth);
      const startsAt = v.now();
      const endsAt = v.after(windowSeconds);
      const id = await insertGrant(v.ctx.db, { key, startsAt, endsAt });
      const mortal = dyingApi(v.api, nth, side);
      try {
        await v.liveUntil(v.after(windowSeconds + recoverySeconds), v.variant({ api: mortal.api, holder: "mortal" }));
        assert.ok(!mortal.died(), "it should have died");
      } catch (problem) {
        assert.ok(problem instanceof Died, String(problem));
      }
      await v.liveUntil(new Date(endsAt.getTime() + recoverySeconds * 1_000), v.variant({ holder: "heir" }));
      assert.equal((await v.grant(id)).state, "ended");
      const existed = await v.existed(key);
      assert.equal(existed.length, 1, "the person did get the access, once");
      for (const { beganAt, ceasedAt } of existed) {
        assert.ok(Date.parse(beganAt) >= startsAt.getTime());
        assert.ok(ceasedAt && Date.parse(ceasedAt) <= endsAt.getTime() + recoverySeconds * 1_000);
      }
    });
  }
}

test("two workers on the same rows never write the same tuple at once, nor more than ten tuples", async () => {
  let writes = 0;
  let most = 0;
  const busy = new Set<string>();
  const watch = (api: AssignmentApi): AssignmentApi => ({
    ...api,
    create: async (key) => {
      const tuple = JSON.stringify(key);
      assert.ok(!busy.has(tuple), "the same tuple twice at once");
      busy.add(tuple);
      writes += 1;
      most = Math.max(most, writes);
      try {
        return await api.create(key);
      } finally {
        writes -= 1;
        busy.delete(tuple);
      }
    },
  });
  const ids = await Promise.all(
    Array.from({ length: 15 }, (_, n) =>
      insertGrant(v.ctx.db, { key: keyNumber(n + 20), startsAt: v.now(), endsAt: v.after(600) }),
    ),
  );
  const [a, b] = ["worker-a", "worker-b"].map((holder) => v.variant({ holder, api: watch(v.api) }));
  assert.ok(a && b);
  for (let pass = 0; pass < 40; pass += 1) {
    await Promise.all([v.work(a), v.work(b)]);
    v.simulator.clock.advance(500);
  }
  const states = await Promise.all(ids.map(async (id) => (await v.grant(id)).state));
  assert.deepEqual(new Set(states), new Set(["active"]));
  assert.ok(most <= 10);
});
