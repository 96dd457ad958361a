import type { Answered } from "./client.ts";
import { Unreachable } from "./exchange.ts";
import { CliProblem } from "./problem.ts";
import type { Screen } from "./screen.ts";
import type { Surroundings } from "./surroundings.ts";

const tries = 3;
const restMs = 1_000;

/**
 * Sends so that it takes effect once, even if the answer is lost and it is sent again. `unsure` says where to look when no answer came at
 * all: then nobody knows whether it arrived.
 */
export const sendOnce = async <Value>(
  facts: { surroundings: Surroundings; screen: Screen; unsure: string },
  send: (headers: Record<string, string>) => Promise<Answered<Value>>,
): Promise<Answered<Value>> => {
  const { surroundings: s, screen, unsure } = facts;
  const headers = { "idempotency-key": s.newId() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(headers);
    } catch (problem) {
      if (!(problem instanceof Unreachable)) throw problem;
      if (attempt === tries) throw new CliProblem("trouble", problem.message, [unsure]);
      screen.note(`${problem.message} Sending the same once more.`);
      await s.wait(restMs * attempt, s.interrupted);
    }
  }
};
