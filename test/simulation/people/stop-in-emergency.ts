import type { StopScope } from "../../../src/core/emergency-stop.ts";
import type { Chance } from "../chance.ts";
import type { Shape } from "../shape.ts";
import type { Simulation } from "../simulation.ts";
import type { Desk } from "./desk.ts";
import { type Ledger, outcomeOf, type Stop } from "./ledger.ts";

const minuteMs = 60_000;

/** An admin who stops everything of a person, an account, a role, or all there is; most of it is lifted later. Whoever gets no answer asks again. */
export const stopInEmergency = (facts: {
  simulation: Simulation;
  desk: Desk;
  ledger: Ledger;
  chance: Chance;
  asks(): Promise<void>;
}) => {
  const { simulation, desk, ledger, chance, asks } = facts;
  const { turns, organisation } = simulation;
  const { people, accounts, roles } = organisation;

  const aScope = (): StopScope => {
    const open = [...ledger.grants.values()].filter(({ state }) => state !== "ended" && state !== "failed");
    const key = open.length > 0 && chance.happens(0.7) ? chance.oneOf(open).key : undefined;
    return chance.oneOf<StopScope>([
      { kind: "person", id: key?.personId ?? chance.oneOf([people.erin, people.emil, people.enno]) },
      { kind: "account", id: key?.accountId ?? chance.oneOf(Object.values(accounts)) },
      { kind: "permission-set", id: key?.permissionSetArn ?? chance.oneOf(Object.values(roles)) },
      { kind: "everything" },
    ]);
  };

  const post = async (path: string, body: object, key?: string) => {
    const call = { personId: people.ada, method: "POST", path, body };
    const headers = key === undefined ? {} : { headers: { "idempotency-key": key } };
    let answer = await desk.ask({ ...call, ...headers });
    for (let tries = 0; tries < 20 && outcomeOf(answer) === "unknown"; tries += 1) {
      await desk.pause(chance.between(1_000, 30_000));
      answer = await desk.ask({ ...call, ...headers });
    }
    return answer;
  };

  const lift = async (stop: Stop, id: string) => {
    stop.liftFromMs = turns.nowMs();
    await post(`/emergency-stops/${id}/lift`, { comment: "it is over" });
    // Whoever finds it lifted already, by an attempt that nobody answered, is refused: it is lifted all the same.
    const seen = await desk.ask({ personId: people.ada, method: "GET", path: `/emergency-stops/${id}` });
    if (seen.status === 200 && seen.json.holds === false) stop.liftedMs = turns.nowMs();
  };

  const stop = async (): Promise<void> => {
    const nowMs = turns.nowMs();
    const hold = chance.happens(0.8);
    const one: Stop = { scope: aScope(), hold, fromMs: nowMs, untilMs: nowMs, outcome: "trying" };
    ledger.stops.push(one);
    const body = { scope: one.scope, comment: "an emergency", hold };
    const answer = await post("/emergency-stops", body, `key-${chance.hex(12)}`);
    one.untilMs = turns.nowMs();
    one.outcome = outcomeOf(answer);
    if (one.outcome !== "accepted") return;
    one.id = answer.json.id;
    // Somebody asks while it holds.
    for (let count = 0; count < 2; count += 1) desk.at(one.untilMs + chance.between(0, 40 * minuteMs), "ask", asks);
    const isForEver = one.scope.kind !== "everything" && chance.happens(0.2);
    if (hold && !isForEver)
      desk.at(one.untilMs + chance.between(0, 120) * minuteMs, "lift", () => lift(one, answer.json.id));
  };

  return {
    plan: ({ shape, askedAtMs }: { shape: Shape; askedAtMs: readonly number[] }) => {
      for (let count = 0; count < shape.stops; count += 1)
        desk.at(chance.oneOf(askedAtMs) + chance.between(0, 120) * minuteMs, "emergency stop", stop);
    },
  };
};
