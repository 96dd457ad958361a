import type { SeenGrant } from "../commands/see-grants.ts";
import type { CsvTable } from "./csv-export.ts";

const at = (instant: Date | null) => instant?.toISOString() ?? null;

/** A grant as a row: what was planned, and what AWS confirmed. */
export const grantsCsv: CsvTable<SeenGrant> = {
  fileName: "stint-grants.csv",
  columns: [
    ...["id", "request_id", "created_at", "state", "person_id", "person_name", "person_user_name"],
    ...["account_id", "account_name", "permission_set_arn", "role", "starts_at", "ends_at", "activated_at", "ended_at"],
    ...["end_reason", "ended_by_id", "ended_by_name", "end_comment", "credentials_expire_at"],
    ...["on_standing", "kept", "failure"],
  ],
  cells: ({ grant, person, account, permissionSet, endedBy, credentialsExpireAt }) => [
    ...[grant.id, grant.requestId, at(grant.createdAt), grant.state],
    ...[person.id, person.displayName, person.userName],
    ...[account.id, account.name, permissionSet.arn, permissionSet.name],
    ...[at(grant.startsAt), at(grant.endsAt), at(grant.activatedAt), at(grant.endedAt)],
    ...[grant.endReason, endedBy?.id ?? null, endedBy?.displayName ?? null, grant.endComment, at(credentialsExpireAt)],
    ...[String(grant.onStanding), grant.kept, grant.failure],
  ],
};
