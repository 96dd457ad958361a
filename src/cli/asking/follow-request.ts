import { requestOperations } from "../../contract/request-operations.ts";
import type { Answered, Client } from "../client.ts";
import { CliProblem, type ExitCode, exitCodes } from "../problem.ts";
import type { Screen } from "../screen.ts";
import type { Surroundings } from "../surroundings.ts";
import { localSecond } from "../times.ts";
import { type AccessRequest, spokenGrant, spokenWaiting } from "./request-words.ts";

const lookEveryMs = 2_000;
/** So long it may be out of reach before we give up watching. */
const patienceMs = 5 * 60_000;

const clock = (at: Date) => localSecond(at).slice(11, 19);

const linesOf = (request: AccessRequest): string[] => {
  const { state, decisions, grants } = request;
  if (state === "pending") return [spokenWaiting(request)];
  const last = decisions.at(-1);
  const by = last ? ` by ${last.decider?.displayName ?? "policy"}${last.comment ? `: ${last.comment}` : ""}` : "";
  return [
    `${state}${state === "approved" || state === "rejected" ? by : ""}`,
    ...grants.map((grant) => `${grant.account.name}: ${spokenGrant(grant)}`),
  ];
};

const isComing = ({ state }: { state: string }) => state === "scheduled" || state === "activating";

/** Undefined while it may still become access. */
const outcomeOf = ({ state, grants }: AccessRequest): ExitCode | undefined => {
  if (state === "pending" || (state === "approved" && grants.length === 0)) return undefined;
  if (grants.some(isComing)) return undefined;
  return state === "approved" && grants.every((grant) => grant.state === "active") ? exitCodes.done : exitCodes.refused;
};

/**
 * Watches a request until all its access is active, or none will come of it; says on the way what changed. Nothing depends on the watching:
 * who stops it is told what goes on.
 */
export const followRequest = async (
  facts: { client: Client; screen: Screen; surroundings: Surroundings },
  id: string,
): Promise<{ answered: Answered<AccessRequest>; outcome: ExitCode }> => {
  const { client, screen, surroundings: s } = facts;
  const said = new Set<string>();
  let seenAt = s.now().getTime();

  const look = async (): Promise<Answered<AccessRequest> | undefined> => {
    try {
      const answered = await client.call(requestOperations.get, { params: { id } });
      seenAt = s.now().getTime();
      return answered;
    } catch (problem) {
      const isPassing = problem instanceof CliProblem && problem.exitCode === exitCodes.trouble;
      if (!isPassing || s.now().getTime() - seenAt > patienceMs) throw problem;
      screen.note(`${problem.message} Trying again.`);
      return undefined;
    }
  };

  try {
    for (;;) {
      const answered = await look();
      if (answered) {
        for (const line of linesOf(answered.value).filter((one) => !said.has(one))) {
          said.add(line);
          screen.note(`${clock(s.now())}  ${line}`);
        }
        const outcome = outcomeOf(answered.value);
        if (outcome !== undefined) return { answered, outcome };
      }
      await s.wait(lookEveryMs, s.interrupted);
      if (s.interrupted.aborted) throw new CliProblem("interrupted", "");
    }
  } catch (problem) {
    if (!s.interrupted.aborted) throw problem;
    throw new CliProblem("interrupted", "No longer watching. The request goes on without you:", [
      `stint request show ${id}    how it stands`,
      `stint cancel ${id}          take it back while it waits`,
    ]);
  }
};
