import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "./chance.ts";
import type { Deployment } from "./deployment.ts";
import type { Span } from "./span.ts";

export type Mishap =
  | "work killed"
  | "serve killed"
  | "held up"
  | "connections cut"
  | "PostgreSQL stopped"
  | "PostgreSQL killed"
  | "disk full";

/** What befalls a deployment in one round: often a process, now and then what all stand on. */
const round: readonly Mishap[] = [
  ...Array<Mishap>(7).fill("work killed"),
  ...Array<Mishap>(4).fill("serve killed"),
  ...Array<Mishap>(2).fill("connections cut"),
  ...(["held up", "PostgreSQL stopped", "PostgreSQL killed", "disk full"] as const),
];

/**
 * A lease of somebody who stands still: they cannot be told from the living, so until it is over nobody else may write to this account and
 * role, and one place among the writes is taken. The dead leave none.
 */
export type HeldLease = Span & { pair: string };
export type Outage = Span & { what: Mishap };
export type Troubles = { counts: Record<Mishap, number>; outages: Outage[]; leases: HeldLease[] };

export const pairName = (one: { accountId: string; permissionSetArn: string }) =>
  `${one.accountId} ${one.permissionSetArn}`;

export const tupleName = (one: { personId: string; accountId: string; permissionSetArn: string }) =>
  `${one.personId} ${one.accountId} ${one.permissionSetArn}`;

const leaseMs = 30_000;
/** So long a transaction of somebody who stands still may keep everybody else waiting. */
const longestIdleMs = 15_000;

/** The living need less than this for a step, and what the dead had in hand is free by then. */
const noLongerMovesMs = 5_000;

/** What was leased before somebody stood still, and still is when everybody else has gone on, is taken for theirs. */
const noteLeases = async (deployment: Deployment, leases: HeldLease[], from: number) => {
  await pause(noLongerMovesMs);
  const rows = await deployment.ask<{ pair: string; until: Date }>(
    `select account_id || ' ' || permission_set_arn as pair, lease_until as until
     from assignments where lease_until > now() and lease_until <= $1`,
    [new Date(from + leaseMs)],
  );
  for (const { pair, until } of rows) leases.push({ pair, from, until: until.getTime() });
};

/** Has one thing after another go wrong, as chance decides, until the time is over; in the end everything is up again. */
export const troubled = async (facts: { deployment: Deployment; chance: Chance; forMs: number }): Promise<Troubles> => {
  const { deployment, chance } = facts;
  const { postgres } = deployment;
  const counts: Record<Mishap, number> = {
    ...{ "work killed": 0, "serve killed": 0, "connections cut": 0, "held up": 0 },
    ...{ "PostgreSQL stopped": 0, "PostgreSQL killed": 0, "disk full": 0 },
  };
  const endsAt = Date.now() + facts.forMs;
  const outages: Outage[] = [];
  const leases: HeldLease[] = [];
  const notes: Promise<void>[] = [];

  /** Mostly one of two that are at work, so that something goes on that can be broken off; now and then whichever runs, also the last one. */
  const killOne = async (part: "works" | "serves") => {
    const waitsUntil = Date.now() + (chance.next() < 0.85 ? 8_000 : 0);
    while (Date.now() < waitsUntil && !deployment[part].every((one) => one.isAtWork())) await pause(100);
    for (const one of chance.shuffled(deployment[part])) if (await one.kill()) return true;
    return false;
  };
  const outOfOrder = async (what: Mishap, begin: () => Promise<void> | void, finish: () => void = () => undefined) => {
    const from = Date.now();
    await begin();
    await pause(chance.between(1_000, 4_000));
    finish();
    await postgres.untilItWrites();
    outages.push({ what, from, until: Date.now() });
    return true;
  };
  const doings: Record<Mishap, () => Promise<boolean>> = {
    "work killed": () => killOne("works"),
    "serve killed": () => killOne("serves"),
    "held up": async () => {
      const [one] = chance.shuffled(deployment.processes.filter((process) => process.isAtWork()));
      if (!one) return false;
      const from = Date.now();
      const forMs = Math.min(chance.between(5_000, 40_000), endsAt - from + 3_000);
      notes.push(one.holdUp(forMs), noteLeases(deployment, leases, from));
      outages.push({ what: "held up", from, until: from + Math.min(forMs, longestIdleMs) });
      return true;
    },
    "connections cut": async () => {
      const others = "datname = current_database() and pid <> pg_backend_pid()";
      await deployment.ask(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
      return true;
    },
    "PostgreSQL stopped": () => outOfOrder("PostgreSQL stopped", () => postgres.end("SIGINT")),
    "PostgreSQL killed": () => outOfOrder("PostgreSQL killed", () => postgres.end("SIGKILL")),
    "disk full": async () => {
      const { disk } = postgres;
      return disk ? outOfOrder("disk full", disk.fill, disk.free) : false;
    },
  };

  let planned: Mishap[] = [];
  while (Date.now() < endsAt) {
    if (planned.length === 0) planned = chance.shuffled(round);
    const mishap = planned.pop();
    if (mishap && (await doings[mishap]())) counts[mishap] += 1;
    await pause(chance.between(500, 1_500));
  }
  await Promise.all(notes);
  return { counts, outages, leases };
};
