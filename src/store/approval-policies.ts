import type { ApprovalPolicy } from "../core/policies.ts";
import type { Versioned } from "../core/versioned.ts";
import type { Db, Trx } from "./database.ts";
import { matchingPolicies, type PolicyPageQuery, policyOrder } from "./policy-page.ts";

export type StoredApprovalPolicy = ApprovalPolicy & Versioned;

const columns = (policy: ApprovalPolicy) => ({
  name: policy.name,
  scopes: JSON.stringify(policy.scopes),
  permissionSetArns: policy.permissionSetArns,
  approvers: JSON.stringify(policy.approvers),
  approverIds: policy.approvers.map((approver) => approver.id),
  approvalsNeeded: policy.approvalsNeeded,
});

const shown = [
  "id",
  "name",
  "scopes",
  "permissionSetArns",
  "approvers",
  "approvalsNeeded",
  "version",
  "createdAt",
  "updatedAt",
] as const;

export const insertApprovalPolicy = (trx: Trx, facts: { policy: ApprovalPolicy; at: Date }) =>
  trx
    .insertInto("approvalPolicies")
    .values({ id: facts.policy.id, ...columns(facts.policy), createdAt: facts.at, updatedAt: facts.at })
    .returning(shown)
    .executeTakeFirstOrThrow();

/** Changes the policy only if it still is at `version`; undefined when someone else changed or deleted it first. */
export const updateApprovalPolicy = (trx: Trx, facts: { policy: ApprovalPolicy; version: number; at: Date }) =>
  trx
    .updateTable("approvalPolicies")
    .set({ ...columns(facts.policy), version: facts.version + 1, updatedAt: facts.at })
    .where("id", "=", facts.policy.id)
    .where("version", "=", facts.version)
    .returning(shown)
    .executeTakeFirst();

/** Deletes the policy only if it still is at `version`; undefined when someone else got there first. */
export const deleteApprovalPolicy = (trx: Trx, facts: { id: string; version: number }) =>
  trx
    .deleteFrom("approvalPolicies")
    .where("id", "=", facts.id)
    .where("version", "=", facts.version)
    .returning(shown)
    .executeTakeFirst();

export const findApprovalPolicy = (db: Db, id: string): Promise<StoredApprovalPolicy | undefined> =>
  db.selectFrom("approvalPolicies").select(shown).where("id", "=", id).executeTakeFirst();

/** Every policy there is, for what must see them all at once. */
export const listAllApprovalPolicies = (db: Db): Promise<StoredApprovalPolicy[]> =>
  db.selectFrom("approvalPolicies").select(shown).orderBy("id").execute();

export const countApprovalPolicies = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom("approvalPolicies")
    .select((e) => e.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** One page of policies; by name unless asked otherwise. */
export const listApprovalPolicies = async (
  db: Db,
  query: PolicyPageQuery,
): Promise<{ items: StoredApprovalPolicy[]; nextCursor?: string }> => {
  const { after, order, page } = policyOrder(query);
  const rows = await db
    .selectFrom("approvalPolicies")
    .select(shown)
    .where(matchingPolicies("approval", query))
    .where(after)
    .orderBy(order)
    .limit(query.limit + 1)
    .execute();
  return page(rows);
};
