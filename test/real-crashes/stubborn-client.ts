import { setTimeout as pause } from "node:timers/promises";
import type { Answer, PersonOverHttp } from "../person-over-http.ts";
import type { Chance } from "./chance.ts";

type Call = { method: "GET" | "POST"; path: string; body?: unknown; idempotencyKey?: string };
/** With how often it was asked: from the second time on, an earlier try may have been done and its answer lost. */
export type StubbornAnswer = Answer & { tries: number };

/** Why an answer is none: the connection broke, or the server could not. Counted, for the report. */
export type Retries = Record<string, number>;

/** A server that stands still answers nothing; whoever waited longer would be kept from asking the other. */
const patienceMs = 10_000;

const answerFrom = async (url: string, person: PersonOverHttp, call: Call & { origin: string }): Promise<Answer> => {
  const answer = await fetch(`${url}/api/v1${call.path}`, {
    method: call.method,
    headers: {
      ...{ cookie: person.cookie, origin: call.origin },
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      ...(call.idempotencyKey === undefined ? {} : { "idempotency-key": call.idempotencyKey }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    signal: AbortSignal.timeout(patienceMs),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};

const isNone = ({ status }: Answer) => status >= 500 || status === 429;

/** Asks either replica until one of them answers: what a good client does with a call that may be sent twice. */
export const stubbornClient = (facts: { urls: readonly [string, string]; chance: Chance; retries: Retries }) => {
  const { urls, chance, retries } = facts;
  const count = (why: string) => {
    retries[why] = (retries[why] ?? 0) + 1;
  };
  return async (person: PersonOverHttp, call: Call): Promise<StubbornAnswer> => {
    for (let tries = 1; tries <= 600; tries += 1) {
      const outcome = await answerFrom(chance.oneOf(urls), person, { ...call, origin: urls[0] }).catch(() => undefined);
      if (outcome && !isNone(outcome)) return { ...outcome, tries };
      count(outcome ? `${outcome.status} ${outcome.body?.error?.code}` : "no answer");
      await pause(chance.between(150, 400));
    }
    throw new Error(`${call.method} ${call.path} got no answer in 600 tries`);
  };
};

export type StubbornClient = ReturnType<typeof stubbornClient>;
