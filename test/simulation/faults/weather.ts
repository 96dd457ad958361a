import type { CallFate } from "../aws/wire.ts";
import type { Chance } from "../chance.ts";
import type { StatementFault } from "../database/connection.ts";
import type { Actor, TurnKind } from "../time/turns.ts";

/** How likely each trouble is at each boundary, and what is wrong altogether. */
export type Climate = {
  throttled: number;
  conflict: number;
  broken: number;
  lostBefore: number;
  lostAfter: number;
  failsLate: number;
  slow: number;
  statementRefused: number;
  statementLost: number;
  statementSlow: number;
};

export const calm: Climate = {
  ...{ throttled: 0, conflict: 0, broken: 0, lostBefore: 0, lostAfter: 0, failsLate: 0, slow: 0 },
  ...{ statementRefused: 0, statementLost: 0, statementSlow: 0 },
};

const writes = new Set(["CreateAccountAssignment", "DeleteAccountAssignment"]);

const isOfAssignments = /AccountAssignment/;

const serverErrors = ["57P01", "40001", "40P01", "53300", "08006"];

export type Weather = ReturnType<typeof createWeather>;

/** What goes wrong and when: nothing befalls the system but through here, so that it is known when the last trouble was. */
export const createWeather = (facts: { chance: Chance; climate: Climate; nowMs(): number }) => {
  const { chance, nowMs } = facts;
  let climate = facts.climate;
  let awsIsDown = false;
  let mailIs: "delivered" | "refused" | "swallowed" = "delivered";
  let lastTroubleMs = Number.NEGATIVE_INFINITY;
  let lastDatabaseTroubleMs = Number.NEGATIVE_INFINITY;
  const counts: Record<string, number> = {};
  const exempt = new Set<string>();

  const trouble = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
    lastTroubleMs = nowMs();
  };

  const usualFate = (): CallFate => ({ toAwsMs: chance.between(5, 60), fromAwsMs: chance.between(5, 60) });

  const faultOf = (operation: string): CallFate["fault"] => {
    const isWrite = writes.has(operation);
    if (awsIsDown) {
      trouble("aws down");
      return chance.happens(0.5)
        ? { kind: "error", code: "ServiceUnavailableException" }
        : { kind: chance.happens(0.2) ? "timeout-after" : "timeout-before" };
    }
    // A reading of the whole directory takes dozens of calls, and here the SDK repeats none of them.
    const often = isOfAssignments.test(operation) ? 1 : 0.05;
    const strike = (what: keyof Climate) => {
      if (climate[what] === 0 || !chance.happens(climate[what] * often)) return false;
      trouble(what);
      return true;
    };
    if (strike("throttled")) return { kind: "throttle" };
    if (isWrite && strike("conflict")) return { kind: "error", code: "ConflictException" };
    if (strike("broken")) return { kind: "error", code: "InternalServerException" };
    if (strike("lostBefore")) return { kind: "timeout-before" };
    if (strike("lostAfter")) return { kind: "timeout-after" };
    if (operation === "DeleteAccountAssignment" && strike("failsLate")) return { kind: "fail-late" };
    return undefined;
  };

  return {
    counts: () => counts,
    trouble,
    lastTroubleMs: () => lastTroubleMs,
    lastDatabaseTroubleMs: () => lastDatabaseTroubleMs,
    change: (next: Climate) => {
      climate = next;
    },
    setAws: (down: boolean) => {
      awsIsDown = down;
      trouble(down ? "aws outage begins" : "aws outage ends");
    },
    awsIsDown: () => awsIsDown,
    setMail: (next: typeof mailIs) => {
      mailIs = next;
    },
    mailIs: () => mailIs,
    exempt: (actor: Actor) => exempt.add(actor.name),
    fateOf: (call: { actor: Actor; operation: string }): CallFate => {
      const fate = usualFate();
      if (exempt.has(call.actor.name)) return fate;
      const fault = faultOf(call.operation);
      if (fault) return { ...fate, fault };
      if (climate.slow === 0 || !chance.happens(climate.slow)) return fate;
      trouble("slow");
      // Slower than the client waits, now and then: it gives up on a call that does its work after that.
      return { ...fate, toAwsMs: chance.between(500, 18_000) };
    },
    strike: ({ actor, kind }: { actor: Actor; kind: TurnKind }): StatementFault | undefined => {
      if (exempt.has(actor.name)) return undefined;
      const code = serverErrors[kind.length % serverErrors.length] ?? "57P01";
      if (climate.statementRefused > 0 && chance.happens(climate.statementRefused)) {
        trouble("statement refused");
        lastDatabaseTroubleMs = nowMs();
        return { when: "before", code, message: "the database refuses on request" };
      }
      if (climate.statementLost > 0 && chance.happens(climate.statementLost)) {
        trouble(`${kind} lost`);
        lastDatabaseTroubleMs = nowMs();
        return { when: "after", code: "08006", message: "the connection broke on request" };
      }
      return undefined;
    },
    statementDelayMs: (actor: Actor): number => {
      if (exempt.has(actor.name) || climate.statementSlow === 0 || !chance.happens(climate.statementSlow)) return 0;
      trouble("statement slow");
      return chance.between(10, 3_000);
    },
  };
};
