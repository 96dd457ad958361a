import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { auditOperations } from "../../../src/contract/audit-events.ts";
import type { auditVerificationOperations } from "../../../src/contract/audit-verification.ts";
import { call } from "./call.ts";
import type { Page } from "./shapes.ts";

export type AuditEvent = z.output<NonNullable<(typeof auditOperations)["get"]["output"]>>;
export type AuditVerification = z.output<NonNullable<(typeof auditVerificationOperations)["get"]["output"]>>;

const verificationPath = "/audit-events/verification";

export const useAuditEvents = (query: Record<string, string | undefined>) =>
  useQuery({
    queryKey: ["audit", query],
    queryFn: ({ signal }) => call<Page<AuditEvent>>("GET", "/audit-events", { query, signal }),
    placeholderData: keepPreviousData,
  });

/** One event never changes; only what things are called may. */
export const useAuditEvent = (seq: string) =>
  useQuery({
    queryKey: ["audit-event", seq],
    queryFn: ({ signal }) => call<AuditEvent>("GET", `/audit-events/${encodeURIComponent(seq)}`, { signal }),
    staleTime: 60_000,
  });

export const useVerification = () =>
  useQuery({
    queryKey: ["audit-verification"],
    queryFn: ({ signal }) => call<AuditVerification>("GET", verificationPath, { signal }),
  });

/** Asks for a reading from the first event on; the answer says that it is under way. */
export const useVerifyNow = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<AuditVerification>("POST", verificationPath),
    onSuccess: (known) => client.setQueryData(["audit-verification"], known),
  });
};
