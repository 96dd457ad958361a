import type { Chance } from "../chance.ts";
import type { ApiAnswer } from "../processes/api-process.ts";
import type { Broken } from "../processes/worker-process.ts";
import type { Simulation } from "../simulation.ts";
import type { Desk } from "./desk.ts";
import { type Ending, type Form, type Ledger, outcomeOf, type Sending, type Span, type Word } from "./ledger.ts";

const minuteMs = 60_000;

const codesOf = ({ json: { error } }: ApiAnswer): string[] => [
  ...new Set<string>([error?.code, ...(error?.reasons ?? []).map(({ code }: { code: string }) => code)]),
];

/** People asking, deciding, ending, now and then what they may not. */
export const leadLives = (facts: {
  simulation: Simulation;
  desk: Desk;
  ledger: Ledger;
  chance: Chance;
  /** For whom Stint takes the one who decides, or ends, when that is broken. */
  broken?: Pick<Broken, "takenFor" | "endsAs"> | undefined;
  /** For how long they ask. */
  minutes?: readonly number[] | undefined;
}) => {
  const { simulation, desk, ledger, chance } = facts;
  const { turns, organisation } = simulation;
  const takenFor = facts.broken?.takenFor ?? (({ deciderId }) => deciderId);
  const endsAs = facts.broken?.endsAs ?? ((enderId) => enderId);
  const { people, accounts, roles } = organisation;
  const everybody = Object.values(people);

  const answered = <T extends Span>(span: T, answer: ApiAnswer): T => {
    span.untilMs = turns.nowMs();
    span.outcome = outcomeOf(answer);
    return span;
  };

  const aForm = (): { requesterId: string; form: Form } => {
    const requesterId = chance.oneOf([people.erin, people.emil, people.enno, people.erin, people.emil, people.sam]);
    const production = [accounts.shop, accounts.bank];
    const test = [accounts.trial, accounts.sandbox];
    const within = requesterId === people.sam ? [accounts.sandbox] : chance.oneOf([production, test]);
    const count = Math.min(within.length, chance.between(1, 2));
    const first = chance.between(0, within.length - 1);
    const accountIds = Array.from({ length: count }, (_, index) => within[(first + index) % within.length] ?? "");
    const fits = within === test ? roles.admin : chance.oneOf([roles.admin, roles.read, roles.deploy]);
    const startsAt = chance.happens(0.3)
      ? new Date(turns.nowMs() + chance.between(1, 300) * minuteMs).toISOString()
      : null;
    const form = {
      accountIds,
      permissionSetArn: requesterId === people.sam ? roles.read : chance.happens(0.05) ? roles.read : fits,
      durationMinutes: chance.oneOf(facts.minutes ?? [15, 15, 20, 30, 60, 120, 240, 600]),
      startsAt,
    };
    return { requesterId, form };
  };

  const post = (personId: string, path: string, body: object, key?: string) =>
    desk.ask({ personId, method: "POST", path, body, ...(key ? { headers: { "idempotency-key": key } } : {}) });

  const sendOnce = async (sending: Sending): Promise<ApiAnswer> => {
    const { form, requesterId, key } = sending;
    const answer = await post(requesterId, "/requests", { ...form, justification: "because" }, key);
    const outcome = outcomeOf(answer);
    if (outcome === "accepted") sending.requestId = answer.json.id;
    if (sending.outcome !== "accepted") answered(sending, answer);
    if (outcome === "refused") sending.refusals = codesOf(answer);
    return answer;
  };

  const send = async (wish: { requesterId: string; form: Form }): Promise<void> => {
    const nowMs = turns.nowMs();
    const sending: Sending = {
      ...wish,
      fromMs: nowMs,
      untilMs: nowMs,
      outcome: "trying",
      key: `key-${chance.hex(12)}`,
    };
    ledger.sendings.push(sending);
    // Pressed twice: both go out before either is answered.
    if (chance.happens(0.1)) void sendOnce(sending);
    let answer = await sendOnce(sending);
    for (let tries = 0; tries < 12 && outcomeOf(answer) === "unknown"; tries += 1) {
      await desk.pause(chance.between(1_000, 60_000));
      answer = await sendOnce(sending);
    }
    if (outcomeOf(answer) !== "accepted") return;
    const requestId: string = answer.json.id;
    if (answer.json.state === "pending") planDecisions(requestId, wish.requesterId);
    planEnds(wish);
  };

  const decide = async (facts: {
    requestId: string;
    requesterId: string;
    deciderId: string;
    verdict: Word["verdict"];
  }) => {
    const { requestId, deciderId, verdict } = facts;
    const nowMs = turns.nowMs();
    const word: Word = { requestId, deciderId, verdict, fromMs: nowMs, untilMs: nowMs, outcome: "trying" };
    ledger.words.push(word);
    answered(word, await post(takenFor(facts), `/requests/${requestId}/${verdict}`, {}));
  };

  const planDecisions = (requestId: string, requesterId: string) => {
    const soon = () => turns.nowMs() + chance.between(1, chance.happens(0.8) ? 40 : 185) * minuteMs;
    const first = soon();
    const words = chance.between(1, 3);
    for (let count = 0; count < words; count += 1) {
      const usual = chance.oneOf([people.lea, people.luca, people.emil]);
      const deciderId = chance.happens(0.75)
        ? usual
        : chance.oneOf([...everybody, ...Array<string>(8).fill(requesterId)]);
      const verdict = chance.happens(0.85) ? "approve" : "reject";
      const atMs = chance.happens(0.5) ? first : soon();
      desk.at(atMs, `${verdict}`, () => decide({ requestId, requesterId, deciderId, verdict }));
    }
    if (chance.happens(0.08)) desk.at(soon(), "cancel", () => post(requesterId, `/requests/${requestId}/cancel`, {}));
  };

  const endOnce = async (grantId: string, enderId: string): Promise<Ending> => {
    const nowMs = turns.nowMs();
    const ending: Ending = { grantId, enderId, fromMs: nowMs, untilMs: nowMs, outcome: "trying" };
    ledger.endings.push(ending);
    const answer = await post(endsAs(enderId), `/grants/${grantId}/end`, {});
    const refusal: string | undefined = answer.json.error?.code;
    answered(ending, answer);
    if (refusal) ending.refusal = refusal;
    return Object.assign(ending, { status: answer.status });
  };

  const end = async (grantId: string, enderId: string): Promise<void> => {
    let ending = await endOnce(grantId, enderId);
    for (let tries = 0; tries < 12 && ending.outcome === "unknown"; tries += 1) {
      await desk.pause(chance.between(1_000, 60_000));
      ending = await endOnce(grantId, enderId);
    }
  };

  const planEnds = ({ requesterId, form }: { requesterId: string; form: Form }) => {
    const within = form.durationMinutes * minuteMs;
    if (chance.happens(0.4))
      desk.at(turns.nowMs() + chance.between(0, within), "end", () => {
        const open = [...ledger.grants.values()].filter(
          ({ key, state }) => key.personId === requesterId && state !== "ended" && state !== "failed",
        );
        if (open.length === 0) return;
        const enderId = chance.oneOf([requesterId, requesterId, people.lea, people.ada, chance.oneOf(everybody)]);
        return end(chance.oneOf(open).id, enderId);
      });
    // Asked for again while it runs, or the moment it is over.
    if (chance.happens(0.3))
      desk.at(turns.nowMs() + chance.between(0, within + 2 * minuteMs), "extend", () =>
        send({ requesterId, form: { ...form, startsAt: null } }),
      );
  };

  /** By somebody who may, mostly. */
  const endOne = () => {
    const open = [...ledger.grants.values()].filter(({ state }) => state !== "ended" && state !== "failed");
    if (open.length === 0) return;
    const { id, key } = chance.oneOf(open);
    return end(id, chance.oneOf([key.personId, people.ada, people.lea, people.luca, chance.oneOf(everybody)]));
  };

  return { asks: () => send(aForm()), ends: endOne };
};
