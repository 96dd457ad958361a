import { sql } from "kysely";
import type { ApprovalPolicy } from "../core/policies.ts";
import type { Versioned } from "../core/versioned.ts";
import { decodeCursor, encodeCursor, uuidKey } from "./cursor.ts";
import type { Db, Trx } from "./database.ts";

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

/** One page of policies by name. */
export const listApprovalPolicies = async (
  db: Db,
  page: { limit: number; cursor?: string; search?: string },
): Promise<{ items: StoredApprovalPolicy[]; nextCursor?: string }> => {
  let query = db.selectFrom("approvalPolicies").select(shown);
  if (page.search) query = query.where(sql<boolean>`position(lower(${page.search}) in lower(name)) > 0`);
  if (page.cursor) {
    const [name = "", id = ""] = decodeCursor(page.cursor, 2);
    query = query.where(sql<boolean>`(name, id) > (${name}, ${uuidKey(id)}::uuid)`);
  }
  const rows = await query
    .orderBy("name")
    .orderBy("id")
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return rows.length > items.length && last ? { items, nextCursor: encodeCursor([last.name, last.id]) } : { items };
};
