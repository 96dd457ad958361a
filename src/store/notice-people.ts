import { approvalRuling, mayDecide } from "../core/approval.ts";
import type { Person } from "../core/directory.ts";
import { findAccounts } from "./accounts.ts";
import type { Db } from "./database.ts";
import { findApprovalPoliciesFor, findCandidates } from "./eligible-access.ts";
import { membersOfGroups } from "./groups.ts";
import { findPeople } from "./people.ts";

/**
 * Whoever may decide on this request now, by the very queries and the rule by which decisions are accepted. The requester may be
 * among them: the audience leaves them out.
 */
export const findApprovers = async (
  db: Db,
  request: { accountIds: readonly string[]; permissionSetArn: string },
): Promise<Person[]> => {
  const accounts = await findAccounts(db, request.accountIds);
  if (accounts.length < new Set(request.accountIds).size) return [];
  const subject = { accounts, permissionSetArn: request.permissionSetArn };
  const policies = await findApprovalPoliciesFor(db, subject);
  const ruling = approvalRuling({ policies, ...subject });
  return (await findCandidates(db, policies)).filter((candidate) => mayDecide(ruling, candidate));
};

/** The present members of a group; nobody when there is no such group. */
export const findMembers = async (db: Db, groupId: string | null): Promise<Person[]> => {
  if (groupId === null) return [];
  const members = await membersOfGroups(db, [groupId]);
  return findPeople(
    db,
    members.map((member) => member.personId),
  );
};

/** Whose request a notice tells of, and what it asks for. */
export const findNoticeRequest = (db: Db, requestId: string) =>
  db
    .selectFrom("requests")
    .select(["requesterId", "accountIds", "permissionSetArn"])
    .where("id", "=", requestId)
    .executeTakeFirstOrThrow();
