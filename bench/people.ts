import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { readAuditHead } from "../src/store/audit-events.ts";
import { signInOverHttp } from "../test/person-over-http.ts";
import { deployStint } from "./deployed.ts";
import { type EventLine, openEventLine } from "./event-line.ts";
import { findLostEvents } from "./lost-events.ts";
import { type MeasuredCalls, measuredCalls } from "./measured-calls.ts";
import { establishPolicies, organisation, partOf, prepare } from "./people-organisation.ts";
import { type Haste, personAtWork } from "./person-at-work.ts";
import { cpuSecondsOfFamily, watchProcess } from "./process-figures.ts";
import { percentile, report } from "./real-engine.ts";
import { watchServer } from "./server-figures.ts";

const signingInAtOnce = 20;
/** So long after the last call everything that was written has long arrived. */
const settleMs = 5_000;

type Stint = Awaited<ReturnType<typeof deployStint>>;

/** All through the access portal, from one address, as an office does in the morning. */
const signInAll = async (stint: Stint, calls: MeasuredCalls, userNames: readonly string[]) => {
  const cookies = new Map<string, string>();
  const waiting = [...userNames];
  const places = { url: stint.url, simulatorUrl: stint.simulator.url };
  const one = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const userName = name;
      const { cookie } = await calls.timed("portal and sign-in by SAML", () => signInOverHttp(places, userName));
      cookies.set(userName, cookie);
    }
  };
  await Promise.all(Array.from({ length: signingInAtOnce }, one));
  return cookies;
};

const tellLines = (lines: readonly EventLine[]) => {
  const troubles = lines.flatMap((line) => line.troubles);
  report("lines for events that broke", `${troubles.length} of ${lines.length}`, "none", troubles.length === 0);
  for (const trouble of new Set(troubles)) console.log(`        ${trouble}`);
};

/**
 * So many people with the console open, each with a session and a line for events of their own, against a real `stint serve` and `stint
 * work` on PostgreSQL with 500 accounts and 2,000 people.
 */
export const benchPeople = async (size: { people: number; minutes: number; haste: Haste }) => {
  const stint = await deployStint({ organisation, prepare, serve: true });
  try {
    const { ctx, simulator, serve, work, url } = stint;
    const { world } = simulator;
    await establishPolicies(ctx, world);
    await sql`analyze eligibility_policies, approval_policies`.execute(ctx.db);
    const users = world.users.all().slice(0, size.people);
    const accountNames = world.accounts.all().map(({ name }) => name);
    const calls = measuredCalls(url);
    const beganSigningIn = Date.now();
    const cookies = await signInAll(
      stint,
      calls,
      users.map(({ userName }) => userName),
    );
    const signedInMs = Date.now() - beganSigningIn;

    const people = users.map((user, index) => {
      const cookie = cookies.get(user.userName) ?? "";
      const person = personAtWork({
        call: calls.callerWith(cookie),
        part: partOf(index),
        accountNames,
        haste: size.haste,
      });
      return { personId: user.id, person, line: openEventLine({ url, cookie, told: person.told }) };
    });
    const lines = people.map(({ line }) => line);
    await Promise.race([
      Promise.all(lines.map(({ isOpen }) => isOpen)),
      pause(60_000).then(() => Promise.reject(new Error(`not all lines opened: ${lines.flatMap((l) => l.troubles)}`))),
    ]);
    const after = (await readAuditHead(ctx.db)).seq;
    const memory = { serve: watchProcess(serve?.pid ?? 0), work: watchProcess(work.pid) };
    const server = watchServer({ db: ctx.db, metricsUrl: serve?.metricsUrl ?? "" });
    const own = monitorEventLoopDelay({ resolution: 10 });
    own.enable();
    const postgresCpu = () => (stint.postgresPid ? cpuSecondsOfFamily(stint.postgresPid) : Number.NaN);
    const cpuBefore = { own: process.cpuUsage(), postgres: postgresCpu() };
    const began = Date.now();
    const before = calls.count();
    await Promise.all(people.map(({ person }) => person.workUntil(began + size.minutes * 60_000)));
    const tookMs = Date.now() - began;
    const ownCpu = process.cpuUsage(cpuBefore.own);
    const postgresCpuSeconds = postgresCpu() - cpuBefore.postgres;
    await pause(settleMs);
    own.disable();
    const upTo = (await readAuditHead(ctx.db)).seq;
    const figures = await server.stop();
    const used = { serve: memory.serve.stop(), work: memory.work.stop() };
    await pause(settleMs);
    const found = await findLostEvents(ctx.db, { lines: people, after, upTo });

    const made = calls.count() - before;
    const rate = ((made * 1_000) / tookMs).toFixed(1);
    const events = `${found.events} events, ${found.counts.due} due on ${lines.length} lines`;
    const each = (made / size.people / (tookMs / 60_000)).toFixed(0);
    console.log(
      `        ${size.people} people (${size.haste}) for ${(tookMs / 60_000).toFixed(1)} minutes: ${rate} requests a second, ${each} a minute for each`,
    );
    console.log(`        all signed in within ${(signedInMs / 1_000).toFixed(1)} s, ${signingInAtOnce} at a time`);
    report("errors", `${calls.countOf("error")} of ${calls.count()}`, "none", calls.countOf("error") === 0);
    const limited = calls.countOf("limited");
    report("held back by a rate limit", `${limited}`, "none from one address", limited === 0);
    const { lost, twice, astray, disordered } = found.counts;
    report(
      `of ${events}`,
      `${lost} lost, ${twice} twice, ${disordered} out of order, ${astray} not theirs`,
      "none",
      lost + twice + astray + disordered === 0,
    );
    for (const [action, count] of found.lost) console.log(`        lost, ${count} times: ${action}`);
    tellLines(lines);
    const late = [50, 95, 99].map((p) => `p${p} ${percentile(found.lateMs, p)} ms`).join(", ");
    console.log(`        from the event's time to its arrival: ${late}`);
    for (const [name, { rssMb, cpuShare }] of Object.entries(used)) {
      const memoryOf = [rssMb.start, rssMb.end, rssMb.most].map((mb) => mb.toFixed(0));
      const cpu = (cpuShare() * 100).toFixed(0);
      console.log(
        `        ${name}: memory ${memoryOf[0]} MB at the start, ${memoryOf[1]} MB at the end, at most ${memoryOf[2]} MB; processor ${cpu} % of a core`,
      );
    }
    console.log(
      `        PostgreSQL: at most ${figures.connections} connections, ${(figures.transactions / made).toFixed(1)} transactions for each call, all that runs beside them included; a turn of ten milliseconds took serve's event loop p50 ${figures.loopP50Ms.toFixed(0)} ms, p99 ${figures.loopP99Ms.toFixed(0)} ms in its worst five seconds, this client's p99 ${(own.percentile(99) / 1e6).toFixed(0)} ms`,
    );
    const cpuOf = {
      serve: used.serve.cpuShare(began, began + tookMs) * (tookMs / 1_000),
      PostgreSQL: postgresCpuSeconds,
      "this client and its AWS": (ownCpu.user + ownCpu.system) / 1e6,
    };
    const cpuFor = Object.entries(cpuOf).map(([name, s]) => `${name} ${((s * 1_000) / made).toFixed(1)} ms`);
    console.log(`        processor time for each call: ${cpuFor.join(", ")}`);
    const { first, last } = figures.liveHeapMb;
    console.log(
      `        least heap that serve had in use: ${first.toFixed(0)} MB in the first third, ${last.toFixed(0)} MB in the last`,
    );
    calls.tell();
    for (const [name, output] of [
      ["serve", serve?.output()],
      ["work", work.output()],
    ])
      if (output?.trim()) console.log(`        ${name} said:\n${output.trim().slice(0, 3_000)}`);
    await Promise.all(lines.map((line) => line.close()));
  } finally {
    await stint.stop();
  }
};
