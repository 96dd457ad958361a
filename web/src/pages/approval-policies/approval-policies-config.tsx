import { listColumns } from "../policy-parts/list-columns.tsx";

export const columns = listColumns("approval-policies", [
  {
    id: "needed",
    header: "Approvals needed",
    cell: (policy) => ("approvalsNeeded" in policy ? policy.approvalsNeeded : null),
  },
]);
