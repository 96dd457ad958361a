import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { driftOperations } from "../../../src/contract/drift.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

export type Drift = z.output<NonNullable<typeof driftOperations.get.output>>;
export type DriftFinding = z.output<NonNullable<typeof driftOperations.findings.output>>["items"][number];

const queryKey = ["drift"];

export const useDrift = () => useQuery({ queryKey, queryFn: ({ signal }) => call<Drift>("GET", "/drift", { signal }) });

export const useDriftFindings = (query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: [...queryKey, "findings", query],
    queryFn: ({ signal }) => call<Page<DriftFinding>>("GET", "/drift-findings", { query, signal }),
    placeholderData: keepPreviousData,
  });

/** What was decided shows at once, and what somebody else decided meanwhile too. */
const useDriftChange = <Input>(change: (input: Input) => Promise<unknown>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey }) });
};

export type FindingVerb = "accept" | "remove" | "call-off";

export const useFindingDecision = () =>
  useDriftChange(({ id, verb, comment }: { id: string; verb: FindingVerb; comment: string }) =>
    call("POST", `/drift-findings/${id}/${verb}`, { body: comment.trim() ? { comment: comment.trim() } : {} }),
  );

export const useResettingFuse = () => useDriftChange(() => call("POST", "/drift/reset-fuse"));
