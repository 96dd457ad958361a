import { type SqlBool, sql } from "kysely";
import { approvalRuling, mayDecide } from "../core/approval.ts";
import type { Person } from "../core/directory.ts";
import { findAccounts } from "./accounts.ts";
import type { Db } from "./database.ts";
import { membersOfGroups } from "./groups.ts";
import { findPeople } from "./people.ts";

/**
 * Whoever may decide on this request now, by the very rule by which decisions are accepted. The requester may be among them,
 * and so may people who are disabled or gone: the audience leaves them out.
 */
export const findApprovers = async (
  db: Db,
  request: { accountIds: readonly string[]; permissionSetArn: string },
): Promise<Person[]> => {
  const accounts = await findAccounts(db, request.accountIds);
  if (accounts.length < new Set(request.accountIds).size) return [];
  const places = accounts.flatMap((account) => [account.id, account.orgUnitId, ...account.path]);
  const policies = await db
    .selectFrom("approvalPolicies")
    .select(["id", "name", "scopes", "permissionSetArns", "approvers", "approvalsNeeded"])
    .where(
      sql<SqlBool>`exists (select 1 from jsonb_array_elements(scopes) as scope where scope->>'id' = any(${places}::text[]))`,
    )
    .execute();
  const ruling = approvalRuling({ policies, accounts, permissionSetArn: request.permissionSetArn });
  const named = ruling.approversByAccount.flat();
  const idsOf = (type: "user" | "group") => [...new Set(named.filter((one) => one.type === type).map(({ id }) => id))];
  const memberships = await membersOfGroups(db, idsOf("group"));
  const groupsOf = Map.groupBy(memberships, ({ personId }) => personId);
  const candidates = await findPeople(db, [...idsOf("user"), ...groupsOf.keys()]);
  return candidates.filter((person) =>
    mayDecide(ruling, { id: person.id, groupIds: groupsOf.get(person.id)?.map(({ groupId }) => groupId) ?? [] }),
  );
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
