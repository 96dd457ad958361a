import { setTimeout as pause } from "node:timers/promises";
import { startStint } from "../stint-process.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Deployment, deploy } from "./deployment.ts";
import { judge } from "./judge.ts";
import { troubled } from "./mishaps.ts";
import { nobodyAtWork } from "./nobody-at-work.ts";
import { haveAccess, type Told } from "./one-access.ts";
import { gatherPeople, type People } from "./people.ts";
import { type Retries, stubbornClient } from "./stubborn-client.ts";
import { seeWhatIsLeft, untilAllIsOver } from "./what-is-left.ts";

export type CrashReport = Awaited<ReturnType<typeof runCrashes>>;

const lanes = 24;

/** People ask for one thing after another, twenty-four at a time, for so long; what went differently than it may is told in `surprises`. */
const beBusy = async (facts: {
  deployment: Deployment;
  people: People;
  seed: number;
  forMs: number;
  windowMs: readonly [number, number];
}) => {
  const { deployment, people, seed, windowMs } = facts;
  const told: Told[] = [];
  const surprises: string[] = [];
  const retries: Retries = {};
  const wishes = [...people.wishes];
  const until = Date.now() + facts.forMs;
  const lane = async (chance: Chance) => {
    const client = stubbornClient({ urls: deployment.urls, chance, retries });
    while (Date.now() < until) {
      const wish = wishes.pop();
      const asker = people.askers[wish?.asker ?? -1];
      if (!wish || !asker) return;
      const doing = haveAccess({ deployment, client, chance, asker, approver: people.approver, windowMs }, wish);
      await doing.then(
        (one) => told.push(one),
        (problem) => surprises.push(String(problem)),
      );
      await pause(chance.between(200, 1_200));
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(chanceOf(seed + number + 1))));
  return { told, surprises, retries, asked: people.wishes.length - wishes.length };
};

const verifyAudit = async ({ environment }: Deployment) => {
  const verifying = startStint(["audit", "verify"], environment);
  const code = await verifying.ended();
  return { isWhole: code === 0, said: verifying.output().trim() };
};

/** Deploys Stint, has everything crash under load for so long, lets it come to rest, and judges what was. Nothing is left of it. */
export const runCrashes = async (facts: {
  seed: number;
  troubleMs: number;
  restMs: number;
  windowMs: readonly [number, number];
  /** Told what there is to take away, should the run be broken off. */
  onDeployed?: (deployment: Pick<Deployment, "remove">) => void;
}) => {
  const deployment = await deploy(chanceOf(facts.seed));
  facts.onDeployed?.(deployment);
  try {
    const { processes, works, simulator } = deployment;
    await deployment.untilAllAtWork();
    const chance = chanceOf(facts.seed);
    const people = await gatherPeople(deployment, chance);
    const wasThere = new Set(simulator.world.accessLog.all().map((row) => row.id));
    const [busy, troubles] = await Promise.all([
      beBusy({ deployment, people, seed: facts.seed, forMs: facts.troubleMs, windowMs: facts.windowMs }),
      troubled({ deployment, chance, forMs: facts.troubleMs }),
    ]);
    const quietAt = Date.now();
    const open = await untilAllIsOver(deployment, facts.restMs);
    const restedMs = Date.now() - quietAt;
    const left = await seeWhatIsLeft(deployment);
    const audit = await verifyAudit(deployment);
    const accessLog = simulator.world.accessLog.all();
    const removed = accessLog.filter((row) => wasThere.has(row.id) && row.ceasedAt !== null);
    const ours = accessLog.filter((row) => !wasThere.has(row.id));
    const { wrongs, overruns } = judge({
      told: busy.told,
      left,
      accessLog: ours,
      troubles,
      nobodyAtWork: nobodyAtWork(works),
    });
    wrongs.push(...busy.surprises);
    if (open > 0) wrongs.push(`${open} grants are not over ${Math.round(restedMs / 1_000)} s after the last mishap`);
    if (!audit.isWhole) wrongs.push(`the audit chain does not hold: ${audit.said}`);
    for (const row of removed) wrongs.push(`the standing assignment ${row.id} was removed`);
    for (const { part, endedByItself } of processes)
      for (const output of endedByItself) wrongs.push(`a “${part}” at work ended by itself:\n${output}`);
    if (busy.told.length === 0) wrongs.push("nobody had any access: this run shows nothing");
    return {
      ...facts,
      hasDisk: deployment.postgres.disk !== undefined,
      busy,
      troubles,
      left,
      audit,
      ours,
      overruns,
      wrongs,
      restedMs,
      startedInVain: processes.flatMap((one) => one.startedInVain),
    };
  } finally {
    await deployment.remove();
  }
};
