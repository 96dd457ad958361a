import { randomUUID } from "node:crypto";
import { percentile } from "./real-engine.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is read of an answer is said where it is read
export type Answer = { status: number; body: any };
export type Call = (
  route: string,
  request?: { path?: string; body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>;

/** Refused because somebody else was faster: what a person sees every day, and no fault. */
const overtaken = new Set([404, 409]);

type Kind = "well" | "overtaken" | "limited" | "error";

const kindOf = (status: number, code: string): Kind => {
  if (status < 400) return "well";
  if (status === 429 || code === "events.too-many") return "limited";
  return overtaken.has(status) ? "overtaken" : "error";
};

const readJson = (text: string) => (text.startsWith("{") ? JSON.parse(text) : text);

/** Notes of each call how long it took until the whole answer was there, under the route's name, and how it came out. */
export const measuredCalls = (url: string) => {
  const tookMs = new Map<string, number[]>();
  const outcomes = new Map<string, { kind: Kind; count: number }>();
  const examples = new Map<string, string>();

  const note = (facts: { route: string; ms: number; status: number; code: string; text: string }) => {
    const { route, ms, status, code, text } = facts;
    const all = tookMs.get(route);
    if (all) all.push(ms);
    else tookMs.set(route, [ms]);
    const kind = kindOf(status, code);
    if (kind === "well") return;
    const what = `${route} ${status} ${code}`.trim();
    outcomes.set(what, { kind, count: (outcomes.get(what)?.count ?? 0) + 1 });
    if (!examples.has(what)) examples.set(what, text.slice(0, 300));
  };

  const timed = async <T>(route: string, run: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await run();
    note({ route, ms: performance.now() - began, status: 200, code: "", text: "" });
    return answer;
  };

  const callerWith =
    (cookie: string): Call =>
    async (route, { path, body, headers = {} } = {}) => {
      const [method = "GET", address = ""] = route.split(" ");
      const began = performance.now();
      let status = 0;
      let text = "";
      try {
        const response = await fetch(`${url}/api/v1${path ?? address}`, {
          method,
          headers: {
            ...{ cookie, origin: url, ...headers },
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...(route === "POST /requests" ? { "idempotency-key": randomUUID() } : {}),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        status = response.status;
        text = await response.text();
      } catch (problem) {
        const cause = problem instanceof Error && problem.cause instanceof Error ? `: ${problem.cause.message}` : "";
        text = `${problem}${cause}`;
      }
      const json = readJson(text);
      const code = status === 0 ? "no answer" : (json?.error?.code ?? "");
      note({ route, ms: performance.now() - began, status, code, text });
      return { status, body: json };
    };

  const countOf = (kind: Kind) =>
    [...outcomes.values()].reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0);

  return {
    callerWith,
    timed,
    count: () => [...tookMs.values()].reduce((sum, all) => sum + all.length, 0),
    countOf,
    tell: () => {
      const width = Math.max(...[...tookMs.keys()].map((route) => route.length));
      const rows = [...tookMs].sort(([one], [other]) => one.localeCompare(other));
      for (const [route, all] of rows) {
        const figures = [50, 95, 99].map((p) => `p${p} ${percentile(all, p).toFixed(0).padStart(5)} ms`).join("  ");
        console.log(`        ${route.padEnd(width)}  ${String(all.length).padStart(6)}  ${figures}`);
      }
      for (const [what, { kind, count }] of outcomes)
        console.log(`        ${kind}, ${count} times: ${what}: ${examples.get(what)}`);
    },
  };
};

export type MeasuredCalls = ReturnType<typeof measuredCalls>;
