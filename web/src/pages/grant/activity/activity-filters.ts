import type { ActivityEvent } from "../../../api/access.ts";
import type { ListFilter } from "../../../parts/list/list-filter.ts";

const outcomes = { success: "succeeded", denied: "denied", error: "failed" } as const;

/** By what the server narrows the events; the services are those seen so far. */
export const activityFilters = (services: readonly string[]): ListFilter[] => [
  {
    key: "outcome",
    label: "Outcome",
    many: "Outcomes",
    kind: "choice",
    options: Object.entries(outcomes).map(([value, label]) => ({ value, label })),
  },
  {
    key: "service",
    label: "Service",
    many: "Services",
    kind: "choice",
    options: services.map((service) => ({ value: service, label: spokenService(service) })),
  },
];

export const spokenOutcome = (outcome: ActivityEvent["outcome"]): string => outcomes[outcome];

/** `s3.amazonaws.com` is “s3”. */
export const spokenService = (service: string): string => service.replace(/\.amazonaws\.com$/, "");
