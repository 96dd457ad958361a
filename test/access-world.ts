import type { Person } from "../src/core/directory.ts";
import { Refusal } from "../src/core/refusal.ts";
import type { Db } from "../src/store/database.ts";
import {
  account,
  aGroup,
  anAccount,
  anApprovalPolicy,
  aPermissionSet,
  aPerson,
  aPolicy,
  group,
  user,
} from "./builders.ts";

/**
 * Somebody who may ask for one role in one account for up to two hours, with approval by a group of two. Nothing in it is shared with
 * another world, so that tests of one file need not know of each other.
 */
export const anAccessWorld = async (
  db: Db,
  facts: { approvalRequired?: boolean; approvalsNeeded?: number; accounts?: number } = {},
) => {
  const engineers = await aGroup(db);
  const approvers = await aGroup(db);
  const requester = await aPerson(db, { groups: [engineers.id], displayName: "Rita Requester" });
  const approver = await aPerson(db, { groups: [approvers.id], displayName: "Ana Approver" });
  const second = await aPerson(db, { groups: [approvers.id], displayName: "Bo Approver" });
  const role = await aPermissionSet(db);
  const accounts = await Promise.all(Array.from({ length: facts.accounts ?? 1 }, () => anAccount(db)));
  const scopes = accounts.map(account);
  const policy = await aPolicy(db, {
    principals: [group(engineers)],
    scopes,
    permissionSetArns: [role.arn],
    maxDurationMinutes: 120,
    approvalRequired: facts.approvalRequired ?? true,
  });
  const approvalPolicy = await anApprovalPolicy(db, {
    scopes,
    approvers: [group(approvers)],
    approvalsNeeded: facts.approvalsNeeded ?? 1,
  });
  const input = {
    accountIds: accounts.map(({ id }) => id),
    permissionSetArn: role.arn,
    durationMinutes: 60,
    justification: "the disk is full",
  };
  return { engineers, approvers, requester, approver, second, role, accounts, policy, approvalPolicy, input };
};

export const as = (person: Pick<Person, "id">) => ({ personId: person.id });

/** The refusal that this ends with; a test fails when it does not. */
export const refusalOf = async (doing: Promise<unknown>): Promise<Refusal> => {
  try {
    await doing;
  } catch (problem) {
    if (problem instanceof Refusal) return problem;
    throw problem;
  }
  throw new Error("it was not refused");
};

export const codesOf = (refusal: Refusal) => refusal.reasons.map(({ code }) => code);

/** The audit events that concern this request, oldest first. */
export const auditOf = (db: Db, requestId: string) =>
  db
    .selectFrom("auditEvents")
    .select(["action", "actorKind", "actorId", "grantId", "data"])
    .where("requestId", "=", requestId)
    .orderBy("seq")
    .execute();

/** An approver named as a person in one account, outside any group. */
export const alsoApproves = (db: Db, facts: { person: Pick<Person, "id">; accountId: string }) =>
  anApprovalPolicy(db, { scopes: [{ type: "account", id: facts.accountId }], approvers: [user(facts.person)] });
