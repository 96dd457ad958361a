import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { call } from "../../api/call.ts";
import { refreshAccess } from "../../api/refresh-access.ts";
import type { Grant } from "../../api/shapes.ts";

export type Outcome = { state: "waiting" | "under-way" | "left-alone" } | { state: "asked" | "failed"; words: string };

const atOnce = 3;

const spoken = ({ state }: Grant) =>
  state === "ended" ? "ended" : "is being ended; it shows as ended once AWS confirms it";

/** Ends grants one by one, a few at a time; each has its own outcome, and none is asked for twice. Stopping leaves those alone that have not begun. */
export const useEndingSeveral = (grants: readonly Grant[]) => {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const run = useRef<"not-yet" | "running" | "stopped" | "over">("not-yet");
  const [, setPhase] = useState(0);
  const enter = (phase: "running" | "stopped" | "over") => {
    run.current = phase;
    setPhase((n) => n + 1);
  };
  const note = (id: string, outcome: Outcome) => setOutcomes((now) => new Map(now).set(id, outcome));

  const endOne = async ({ id }: Grant, comment: string) => {
    note(id, { state: "under-way" });
    const body = comment.trim() ? { comment: comment.trim() } : {};
    try {
      const grant = await call<Grant>("POST", `/grants/${id}/end`, { body });
      note(id, { state: "asked", words: spoken(grant) });
    } catch (problem) {
      note(id, { state: "failed", words: problem instanceof Error ? problem.message : "It failed." });
    }
  };

  const begin = async (comment: string) => {
    if (run.current !== "not-yet") return;
    enter("running");
    const left = [...grants];
    for (const { id } of left) note(id, { state: "waiting" });
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        if (run.current === "stopped") note(next.id, { state: "left-alone" });
        else await endOne(next, comment);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    enter("over");
    await refreshAccess(client);
  };

  return { outcomes, phase: run.current, begin, stop: () => enter("stopped") };
};
