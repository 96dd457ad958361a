import { insertGrant } from "../test/a-grant.ts";
import { putActiveGrant } from "./put-active-grant.ts";
import { percentile, report, startRealEngine, untilTrue } from "./real-engine.ts";

const limits = { callsPerSecond: 20, writesUnderWay: 10 };

/**
 * A thousand active grants that all end at the same instant, and a hundred new ones that want to start meanwhile. The quota allows ten
 * removals under way, each as long as AWS takes for it, and two calls at least for each removal; the share is the time AWS's quota
 * would have needed over the time it took. AWS does not say how long a removal takes, and the share depends on it: the shorter, the more the
 * calls that find out about free places weigh.
 */
export const benchEndsTogether = async (count: number, assignmentMs: [number, number]) => {
  const bench = await startRealEngine({
    timing: { assignmentMs },
    organisation: { seed: 2, accounts: 400, orgUnits: 10, permissionSets: 4, users: 400, groups: 2 },
    limits,
  });
  try {
    const { world } = bench.simulator;
    const { db } = bench.ctx;
    const people = world.users.all();
    const accounts = world.accounts.all().filter((account) => account.id !== world.ids.managementAccountId);
    const sets = world.permissionSets.all();
    const keyOf = (n: number) => ({
      personId: people[n % people.length]?.id ?? "",
      accountId: accounts[(n * 7) % accounts.length]?.id ?? "",
      permissionSetArn: sets[Math.floor(n / people.length) % sets.length]?.arn ?? "",
    });
    const endsAt = new Date(Date.now() + 20_000);
    for (let n = 0; n < count; n += 1) {
      const key = keyOf(n);
      await putActiveGrant(bench, { key, endsAt });
    }
    const starts = Array.from({ length: 100 }, (_, n) => keyOf(count + n));
    for (const key of starts) {
      await insertGrant(db, {
        key,
        startsAt: new Date(endsAt.getTime() + 1_000),
        endsAt: new Date(endsAt.getTime() + 36e5),
      });
    }
    await untilTrue(() => Date.now() > endsAt.getTime(), 120_000);
    const callsBefore = bench.calls.count;
    await untilTrue(async () => {
      const open = await db
        .selectFrom("grants")
        .select("id")
        .where("endsAt", "=", endsAt)
        .where("state", "!=", "ended")
        .limit(1)
        .execute();
      return open.length === 0;
    }, 900_000);
    const tookMs = Date.now() - endsAt.getTime();
    const calls = bench.calls.count - callsBefore;
    const operations = world.assignmentOperations.all().filter((operation) => operation.kind === "delete");
    const worked = operations.map((operation) => Date.parse(operation.dueAt) - Date.parse(operation.createdAt));
    const placesMs = worked.reduce((sum, ms) => sum + ms, 0) / limits.writesUnderWay;
    const callsMs = (2 * count * 1_000) / limits.callsPerSecond;
    const quotaMs = Math.max(placesMs, callsMs);
    const firstStart = Math.min(...starts.map((key) => bench.sentAt("create", key) ?? Number.POSITIVE_INFINITY));
    const lastEnd = Math.max(
      ...Array.from({ length: count }, (_, n) => bench.sentAt("remove", keyOf(n)) ?? Number.POSITIVE_INFINITY),
    );
    const over = await db.selectFrom("grants").select(["endedAt", "endsAt"]).where("endsAt", "=", endsAt).execute();
    const overMs = over.map((grant) => (grant.endedAt?.getTime() ?? 0) - grant.endsAt.getTime());
    const share = quotaMs / tookMs;
    const detail = `${(share * 100).toFixed(1)} % (${(tookMs / 1_000).toFixed(1)} s; the quota needs ${(quotaMs / 1_000).toFixed(1)} s: places ${(placesMs / 1_000).toFixed(1)} s, calls ${(callsMs / 1_000).toFixed(1)} s; ${(calls / count).toFixed(2)} calls each)`;
    report(
      `${count} grants ending together, each ${assignmentMs.join(" to ")} ms at AWS, share of the quota used`,
      detail,
      "≥ 95 %",
      share >= 0.95,
    );
    report(
      "ends before starts",
      `first start ${((firstStart - lastEnd) / 1_000).toFixed(1)} s after the last end was sent`,
      "no start before the last end",
      firstStart >= lastEnd,
    );
    console.log(`        over its window: p50 ${percentile(overMs, 50)} ms, p99 ${percentile(overMs, 99)} ms`);
  } finally {
    await bench.stop();
  }
};
