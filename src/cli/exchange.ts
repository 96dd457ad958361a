import { CliProblem } from "./problem.ts";
import type { Surroundings } from "./surroundings.ts";

const causeOf = (problem: unknown): string => {
  const cause = problem instanceof Error && problem.cause instanceof Error ? problem.cause : problem;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const words: Record<string, string> = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "there is no host of that name",
    EAI_AGAIN: "the name could not be looked up",
    ETIMEDOUT: "it does not answer",
    UND_ERR_CONNECT_TIMEOUT: "it does not answer",
    ECONNRESET: "the connection broke off",
    UND_ERR_SOCKET: "the connection broke off",
  };
  if (words[code]) return words[code];
  return /CERT|SIGNED|ALTNAME|ISSUER/.test(code)
    ? `its certificate is not trusted (${code}); if your organisation signs its own, name the file in NODE_EXTRA_CA_CERTS`
    : code || (cause instanceof Error ? cause.message : "no answer");
};

export const interruption = () => new CliProblem("interrupted", "Interrupted.");

/** Nothing came back; whether it arrived is not known. */
export class Unreachable extends CliProblem {
  constructor(url: string, problem: unknown) {
    super("trouble", `Stint cannot be reached at ${url}: ${causeOf(problem)}.`);
  }
}

const patienceMs = 90_000;

/** How long to wait before asking again, as RFC 9110 §10.2.3 writes it. */
const retryAfterMs = (response: Response, now: Date): number => {
  const text = response.headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 5_000 : Math.max(0, at - now.getTime());
};

/**
 * One call, answered. Who calls too often is made to wait as long as the answer says, and goes on, within reason. A redirect is not followed: the
 * secret or token would go along to wherever it points.
 */
export const exchange = async (s: Surroundings, url: URL, init: RequestInit): Promise<Response> => {
  for (let waitedMs = 0; ; ) {
    const response = await s.fetch(url, { ...init, redirect: "manual", signal: s.interrupted }).catch((problem) => {
      if (s.interrupted.aborted) throw interruption();
      throw new Unreachable(url.origin, problem);
    });
    if (response.status >= 300 && response.status < 400)
      throw new CliProblem(
        "trouble",
        `${url.origin} points elsewhere. Sign in at the address that browsers end up at.`,
      );
    if (response.status !== 429) return response;
    const restMs = retryAfterMs(response, s.now());
    if (waitedMs + restMs > patienceMs) return response;
    await response.body?.cancel();
    s.err(`Too many calls: going on in ${Math.ceil(restMs / 1_000)} s.\n`);
    await s.wait(restMs, s.interrupted);
    if (s.interrupted.aborted) throw interruption();
    waitedMs += restMs;
  }
};
