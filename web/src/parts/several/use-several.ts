import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { refreshAccess } from "../../api/refresh-access.ts";
import { type Outcome, runEach } from "./run-each.ts";

export type Outcomes = Readonly<Record<string, Outcome | undefined>>;

/** Enough to be quick, few enough that nobody else waits for them. */
const atOnce = 3;

/** What the server refused for good stays refused; what it could not do, or did not get, is worth another try. */
const isWorthAnotherTry = ({ problem }: { problem: Error }) =>
  !(problem instanceof ApiProblem) ||
  problem.status === 0 ||
  [400, 429].includes(problem.status) ||
  problem.status >= 500;

const isLeft = (outcome: Outcome | undefined) =>
  outcome === undefined || (outcome.state === "failed" && isWorthAnotherTry(outcome));

/** Runs one action over several things and knows how each went. Begun twice at once it runs once. */
export const useSeveral = (ids: readonly string[], act: (id: string, comment: string) => Promise<string>) => {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const [phase, setPhase] = useState<"before" | "running" | "stopping" | "after">("before");
  const isRunning = useRef(false);
  const isStopped = useRef(false);
  const left = ids.filter((id) => isLeft(outcomes[id]));

  const begin = async (comment: string) => {
    if (isRunning.current) return;
    isRunning.current = true;
    isStopped.current = false;
    setPhase("running");
    const tell = (id: string, outcome: Outcome) => setOutcomes((now) => ({ ...now, [id]: outcome }));
    const each = (id: string) => act(id, comment);
    await runEach({ ids: left, atOnce, act: each, tell, isStopped: () => isStopped.current });
    isRunning.current = false;
    setPhase("after");
    refreshAccess(client);
  };
  const stop = () => {
    isStopped.current = true;
    setPhase("stopping");
  };
  return { outcomes, phase, left, begin, stop };
};
