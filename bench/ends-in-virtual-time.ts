import { writesAtOnce } from "../src/core/pace.ts";
import { openWholeEngine } from "../test/whole-engine.ts";
import { emptyPlaces } from "./empty-places.ts";
import { insertPlanned, planGrants } from "./load-grants.ts";
import { percentile, report } from "./real-engine.ts";

const callsPerSecond = 20;
const beginsAt = new Date("2026-11-02T08:00:00Z");
const endsAt = new Date(beginsAt.getTime() + 5_000);
const starting = 100;

/**
 * Many grants that end at the same instant, in virtual time, so that a busy machine changes nothing but how long one waits for it. What it says of
 * the engine holds for the milliseconds that it assumes; `load` measures the deployed process. The database takes one transaction at a time.
 */
export const benchEndsInVirtualTime = async (ending: number, assignmentMs: [number, number]) => {
  const organisation = { seed: 2, accounts: 400, orgUnits: 10, permissionSets: 10, users: 1_000, groups: 2 };
  const whole = await openWholeEngine({ organisation, beginsAt, assignmentMs });
  const { world, calls, db, nowMs } = whole;
  await insertPlanned(db, world, planGrants(world, { grants: ending + starting, ending, starting, endsAt }));
  whole.start((problem) => console.error("engine:", problem));

  const isOver = () => world.accessLog.all().every(({ cause, ceasedAt }) => cause !== "seed" || ceasedAt !== null);
  let overAtMs: number | undefined;
  await whole.runUntil(() => {
    if (overAtMs === undefined && isOver()) overAtMs = nowMs();
    // Time enough for the last to be confirmed.
    return (overAtMs !== undefined && nowMs() > overAtMs + 5_000) || nowMs() > endsAt.getTime() + 3_600_000;
  });

  const grants = await db.selectFrom("grants").selectAll().where("endsAt", "=", endsAt).execute();
  const tookMs = Math.max(...grants.map((grant) => (grant.endedAt?.getTime() ?? Number.NaN) - endsAt.getTime()));
  const operations = world.assignmentOperations.all().map(({ createdAt, dueAt, ...one }) => ({
    ...{ ...one, sentMs: Date.parse(createdAt), doneMs: Date.parse(dueAt) },
  }));
  const removals = operations.filter(({ kind }) => kind === "delete");
  const placesMs = removals.reduce((sum, one) => sum + one.doneMs - one.sentMs, 0) / writesAtOnce;
  const quotaMs = Math.max(placesMs, (2 * removals.length * 1_000) / callsPerSecond);
  const share = quotaMs / tookMs;
  const lastEndMs = Math.max(...removals.map(({ sentMs }) => sentMs));
  const looks = calls.filter(({ operation }) => operation === "ListAccountAssignmentDeletionStatus");
  const within = calls.filter(({ atMs }) => atMs >= endsAt.getTime() && atMs <= endsAt.getTime() + tookMs);
  const endedMs = new Map(grants.map((one) => [`${one.personId} ${one.accountId}`, one.endedAt?.getTime()]));
  const lagMs = removals.map((one) => (endedMs.get(`${one.principalId} ${one.accountId}`) ?? Number.NaN) - one.doneMs);
  const tooEarly = operations.filter(({ kind, sentMs }) => kind === "create" && sentMs < lastEndMs).length;
  report(
    `${ending} grants ending together in virtual time, share of the quota used`,
    `${(share * 100).toFixed(1)} % (${tookMs} ms; the quota needs ${quotaMs.toFixed(0)} ms)`,
    "≥ 95 %",
    share >= 0.95,
  );
  report("ends before starts", `${tooEarly} of ${starting} starts sent before the last end`, "none", tooEarly === 0);
  console.log(
    `        ${(within.length / ending).toFixed(2)} calls for each end, ${((within.length * 1_000) / tookMs).toFixed(1)} a second; shown as ended after AWS was done: p50 ${percentile(lagMs, 50)} ms, p99 ${percentile(lagMs, 99)} ms, the last ${tookMs - Math.max(...removals.map(({ doneMs }) => doneMs - endsAt.getTime()))} ms`,
  );
  console.log(`        ${emptyPlaces({ removals, looksMs: looks.map(({ atMs }) => atMs) })}`);
  await whole.close();
};
