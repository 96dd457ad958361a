import { createEligibilityPolicy } from "../src/commands/create-eligibility-policy.ts";
import { addGroup, addMembership } from "../src/simulator/seed/add-rows.ts";
import type { World } from "../src/simulator/world.ts";
import type { Db } from "../src/store/database.ts";
import { simulatorControl } from "../test/simulator-control.ts";
import { adminGroup, auditorGroup, deployStint } from "./deployed.ts";
import { emptyPlaces } from "./empty-places.ts";
import { insertPlanned, planGrants } from "./load-grants.ts";
import { watchProcess } from "./process-figures.ts";
import { percentile, report, untilTrue } from "./real-engine.ts";

const limits = { callsPerSecond: 20, writesUnderWay: 10 };
/** Before the end and after the last, so that memory is seen at rest, at work and at rest again. */
const restMs = 45_000;
const rss = (mb: number) => `${mb.toFixed(0)} MB`;

/** Everybody in one group, and the first of them admin and auditor. */
const prepare = (world: World) => {
  const everybody = addGroup(world, "everybody", "");
  for (const { id } of world.users.all()) addMembership(world, everybody.id, id);
  const [first] = world.users.all();
  for (const name of [adminGroup, auditorGroup]) addMembership(world, addGroup(world, name, "").id, first?.id ?? "");
};

const stillOpen = (db: Db, endsAt: Date) =>
  db
    .selectFrom("grants")
    .select("id")
    .where("endsAt", "=", endsAt)
    .where("state", "not in", ["ended", "failed"])
    .limit(1)
    .executeTakeFirst();

/** Calls of the engine, and those of whatever else reads AWS meanwhile, which AWS counts as well. */
const countCalls = (byOperation: Record<string, number>) => {
  const ofEngine = /AccountAssignment(CreationStatus|DeletionStatus|s)?$/;
  const counts = Object.entries(byOperation);
  const sum = (some: [string, number][]) => some.reduce((all, [, count]) => all + count, 0);
  return {
    engine: sum(counts.filter(([name]) => ofEngine.test(name))),
    others: sum(counts.filter(([name]) => !ofEngine.test(name))),
  };
};

/** When the places of AWS, ten at a time, and its calls, two for each removal, would have been through. */
const timeOfQuota = (world: World, from: Date) => {
  const removals = world.assignmentOperations
    .all()
    .filter(({ kind, createdAt }) => kind === "delete" && createdAt >= from.toISOString());
  const placesMs =
    removals.reduce((sum, one) => sum + Date.parse(one.dueAt) - Date.parse(one.createdAt), 0) / limits.writesUnderWay;
  const callsMs = (2 * removals.length * 1_000) / limits.callsPerSecond;
  const spans = removals.map((one) => ({ sentMs: Date.parse(one.createdAt), doneMs: Date.parse(one.dueAt) }));
  return { removals: spans, placesMs, callsMs, quotaMs: Math.max(placesMs, callsMs) };
};

/**
 * `grants` scheduled with a real `stint work` on PostgreSQL, `ending` of which end at the same instant at AWS's quota while others are to
 * start. Real time: how long it takes follows from the quota.
 */
export const benchLoad = async (size: { grants: number; ending: number }) => {
  const stint = await deployStint({
    organisation: { seed: 2, accounts: 400, orgUnits: 10, permissionSets: 10, users: 1_000, groups: 2 },
    timing: { assignmentMs: [800, 2_500] },
    ...{ limits, prepare, serve: false },
  });
  try {
    const { ctx, simulator, work } = stint;
    const { world } = simulator;
    const { callsSince, calledAtMs } = simulatorControl(simulator.url);
    const adminId = world.users.all()[0]?.id ?? "";
    const everybody = world.groups.all().find(({ displayName }) => displayName === "everybody");
    await createEligibilityPolicy(ctx, {
      caller: { personId: adminId },
      input: {
        name: "Everybody, everywhere",
        principals: [{ type: "group", id: everybody?.id ?? "" }],
        scopes: [{ type: "ou", id: world.ids.rootId, includeChildOus: true }],
        permissionSetArns: world.permissionSets.all().map(({ arn }) => arn),
        ...{ maxDurationMinutes: null, approvalRequired: false },
      },
    });
    const endsAt = new Date(Date.now() + restMs);
    const starting = Math.min(100, size.grants - size.ending);
    const planned = planGrants(world, { ...size, starting, endsAt });
    await insertPlanned(ctx.db, world, planned);
    if (Date.now() > endsAt.getTime() - 1_000) throw new Error("writing the grants took longer than the rest before");
    const watch = watchProcess(work.pid);

    await untilTrue(() => Date.now() >= endsAt.getTime(), 2 * restMs);
    await callsSince();
    await untilTrue(async () => !(await stillOpen(ctx.db, endsAt)), 900_000);
    const looksMs = await calledAtMs("ListAccountAssignmentDeletionStatus");
    const calls = countCalls(await callsSince());
    const quota = timeOfQuota(world, endsAt);
    const over = await ctx.db.selectFrom("grants").selectAll().where("endsAt", "=", endsAt).execute();
    const overMs = over.map((grant) => (grant.endedAt?.getTime() ?? Number.NaN) - grant.endsAt.getTime());
    const tookMs = Math.max(...overMs);
    await new Promise((resolve) => setTimeout(resolve, restMs));
    const figures = watch.stop();
    const operations = world.assignmentOperations.all().filter(({ createdAt }) => createdAt >= endsAt.toISOString());
    const sent = (kind: "create" | "delete") =>
      operations.filter((one) => one.kind === kind).map((one) => Date.parse(one.createdAt));
    const lastEnd = Math.max(...sent("delete"));
    const tooEarly = sent("create").filter((at) => at < lastEnd).length;

    const share = quota.quotaMs / tookMs;
    const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
    const removed = over.filter(({ endReason, state }) => state === "ended" && endReason === "elapsed").length;
    report(
      `${size.ending} of ${size.grants} grants ending at once, share of the quota used`,
      `${(share * 100).toFixed(1)} % (${seconds(tookMs)}; the quota needs ${seconds(quota.quotaMs)}: places ${seconds(quota.placesMs)}, calls ${seconds(quota.callsMs)})`,
      "≥ 95 %",
      share >= 0.95,
    );
    report("removed because their time was up", `${removed}`, `${size.ending}`, removed === size.ending);
    report(
      "ends before starts",
      `${tooEarly} of ${starting} starts sent before the last end${tooEarly ? `, the first ${seconds(lastEnd - Math.min(...sent("create")))} before` : ""}`,
      "none",
      tooEarly === 0,
    );
    const each = calls.engine / size.ending;
    report("AWS calls for each end", `${each.toFixed(2)} (others meanwhile: ${calls.others})`, "≤ 8", each <= 8);
    const { start, most, end } = figures.rssMb;
    const thirds = figures.rssMb.thirds(endsAt.getTime(), endsAt.getTime() + tookMs);
    report(
      "memory of the worker while they end, last third against first",
      `${rss(thirds.last)} against ${rss(thirds.first)} (${rss(start)} at rest before, ${rss(end)} after, at most ${rss(most)})`,
      "flat: at most a tenth more",
      thirds.last <= 1.1 * thirds.first,
    );
    const late = [50, 99, 100].map((p) => seconds(percentile(overMs, p)));
    console.log(`        ${emptyPlaces({ removals: quota.removals, looksMs })}`);
    console.log(`        over its window: p50 ${late[0]}, p99 ${late[1]}, at most ${late[2]}`);
    const [busy, calm] = [
      figures.cpuShare(endsAt.getTime(), endsAt.getTime() + tookMs),
      figures.cpuShare(0, endsAt.getTime()),
    ].map((one) => `${(one * 100).toFixed(0)} %`);
    console.log(`        processor of the worker: ${busy} of a core while they end, ${calm} before`);
    const said = work.output().trim();
    if (said) console.log(`        the worker said:\n${said.slice(0, 2_000)}`);
  } finally {
    await stint.stop();
  }
};
