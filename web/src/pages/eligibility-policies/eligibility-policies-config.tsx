import { spokenDuration } from "../../parts/duration.ts";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { listColumns } from "../policy-parts/list-columns.tsx";
import { sharedFilters } from "../policy-parts/list-filters.ts";

export const columns = listColumns("eligibility-policies", [
  {
    id: "longest",
    header: "At most",
    cell: (policy) =>
      "maxDurationMinutes" in policy && policy.maxDurationMinutes !== null
        ? spokenDuration(policy.maxDurationMinutes)
        : "Global maximum",
  },
  {
    id: "approval",
    header: "Approval",
    cell: (policy) => ("approvalRequired" in policy && policy.approvalRequired ? "Needed" : "Not needed"),
  },
]);

export const filters: ListFilter[] = [
  ...sharedFilters,
  {
    key: "approvalRequired",
    label: "Approval",
    many: "Approval",
    kind: "choice",
    options: [
      { value: "true", label: "Needed" },
      { value: "false", label: "Not needed" },
    ],
  },
];
