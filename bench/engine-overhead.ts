import { insertGrant } from "../test/a-grant.ts";
import { percentile, report, startRealEngine, untilTrue } from "./real-engine.ts";

const grantCount = 60;

/**
 * One grant a second, which takes about seven of the eighteen calls a second that the budget allows, so that what is measured is the engine
 * and not the queue for AWS: from the commit of the approval to the create call handed to the SDK,
 * from `endsAt` to the delete call handed to the SDK, and the AWS calls each took. The approval → create figure includes the listing
 * that comes before every create.
 */
export const benchEngineOverhead = async () => {
  const bench = await startRealEngine({
    organisation: { seed: 1, accounts: 80, orgUnits: 5, permissionSets: 3, users: 80, groups: 2 },
  });
  try {
    const { world } = bench.simulator;
    const people = world.users.all();
    const accounts = world.accounts.all().filter((account) => account.id !== world.ids.managementAccountId);
    const set = world.permissionSets.all()[0];
    if (!set) throw new Error("no permission set");
    const toCreate: number[] = [];
    const toRemove: number[] = [];
    const lastsMs = 6_000;
    const keys = Array.from({ length: grantCount }, (_, n) => ({
      personId: people[n]?.id ?? "",
      accountId: accounts[n]?.id ?? "",
      permissionSetArn: set.arn,
    }));
    const ends: number[] = [];
    for (const key of keys) {
      const startsAt = new Date();
      const endsAt = new Date(startsAt.getTime() + lastsMs);
      await insertGrant(bench.ctx.db, { key, startsAt, endsAt });
      await bench.ctx.db.transaction().execute((trx) => bench.ctx.jobs.wake(trx, "reconcile"));
      const committedAt = Date.now();
      await untilTrue(() => bench.sentAt("create", key) !== undefined, 5_000);
      toCreate.push((bench.sentAt("create", key) ?? 0) - committedAt);
      ends.push(endsAt.getTime());
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    await untilTrue(async () => {
      const open = await bench.ctx.db.selectFrom("grants").select("id").where("state", "!=", "ended").execute();
      return open.length === 0;
    }, 60_000);
    for (const [n, key] of keys.entries()) toRemove.push((bench.sentAt("remove", key) ?? Number.NaN) - (ends[n] ?? 0));
    const say = (values: number[]) => `p50 ${percentile(values, 50)} ms, p99 ${percentile(values, 99)} ms`;
    report("approval → create call sent", say(toCreate), "p99 ≤ 250 ms", percentile(toCreate, 99) <= 250);
    report("end → delete call sent", say(toRemove), "p99 ≤ 250 ms", percentile(toRemove, 99) <= 250);
    const perGrant = bench.calls.count / grantCount;
    report("AWS calls for one grant", perGrant.toFixed(2), "≤ 8", perGrant <= 8);
  } finally {
    await bench.stop();
  }
};
