import type { SeenRequest } from "../commands/see-requests.ts";
import type { CsvTable } from "./csv-export.ts";

const several = (texts: readonly string[]) => texts.join("; ");

/** A request as a row. What there may be several of is one cell, parted by semicolons; ids and names in the same order. */
export const requestsCsv: CsvTable<SeenRequest> = {
  fileName: "stint-requests.csv",
  columns: [
    ...["id", "created_at", "state", "requester_id", "requester_name", "requester_user_name"],
    ...["account_ids", "account_names", "permission_set_arn", "role", "asked_starts_at", "duration_minutes"],
    ...[
      "ticket",
      "justification",
      "approval_required",
      "approvals_needed",
      "approvals_given",
      "expires_at",
      "closed_at",
    ],
    ...["decided_by_ids", "decided_by_names", "decision_comments", "grant_ids", "grant_states"],
  ],
  cells: ({ request, requester, accounts, permissionSet, decisions, grants }) => [
    ...[request.id, request.createdAt.toISOString(), request.state],
    ...[requester.id, requester.displayName, requester.userName],
    ...[several(accounts.map(({ id }) => id)), several(accounts.map(({ name }) => name))],
    ...[permissionSet.arn, permissionSet.name],
    ...[request.askedStartsAt?.toISOString() ?? null, request.durationMinutes, request.ticket, request.justification],
    ...[String(request.approvalRequired), request.approvalsNeeded],
    decisions.filter(({ verdict, deciderId }) => verdict === "approve" && deciderId !== null).length,
    ...[request.expiresAt.toISOString(), request.closedAt?.toISOString() ?? null],
    several(decisions.map(({ deciderId }) => deciderId ?? "policy")),
    several(decisions.map(({ decider }) => decider?.displayName ?? "policy")),
    several(decisions.flatMap(({ comment }) => comment ?? [])),
    ...[several(grants.map(({ grant }) => grant.id)), several(grants.map(({ grant }) => grant.state))],
  ],
};
