import { requestOperations } from "../../contract/request-operations.ts";
import type { Answered, Client } from "../client.ts";
import { oneLine } from "../plain.ts";
import { CliProblem, type ExitCode, exitCodes } from "../problem.ts";
import type { Screen } from "../screen.ts";
import type { Surroundings } from "../surroundings.ts";
import { localSecond } from "../times.ts";
import { watch } from "../watch.ts";
import { type AccessRequest, spokenGrant, spokenWaiting } from "./request-words.ts";

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

/** Watches a request until all its access is active, or none will come of it; says on the way what changed. */
export const followRequest = async (
  facts: { client: Client; screen: Screen; surroundings: Surroundings },
  id: string,
): Promise<{ answered: Answered<AccessRequest>; outcome: ExitCode }> => {
  const { client, screen, surroundings: s } = facts;
  const said = new Set<string>();
  const left = new CliProblem("interrupted", "No longer watching. The request goes on without you:", [
    `stint request show ${id}    how it stands`,
    `stint cancel ${id}          take it back while it waits`,
  ]);
  const ask = () => client.call(requestOperations.get, { params: { id } });
  const answered = await watch({ screen, surroundings: s, left, ask }, (request) => {
    for (const line of linesOf(request).filter((one) => !said.has(one))) {
      said.add(line);
      screen.note(`${clock(s.now())}  ${oneLine(line)}`);
    }
    return outcomeOf(request) !== undefined;
  });
  return { answered, outcome: outcomeOf(answered.value) ?? exitCodes.refused };
};
