import { type SqlBool, sql } from "kysely";
import type { EligibilityPolicy } from "../core/policies.ts";
import type { Versioned } from "../core/versioned.ts";
import type { Db, Trx } from "./database.ts";
import { matchingPolicies, type PolicyPageQuery, policyOrder } from "./policy-page.ts";

export type StoredEligibilityPolicy = EligibilityPolicy & Versioned;

const columns = (policy: EligibilityPolicy) => ({
  name: policy.name,
  principals: JSON.stringify(policy.principals),
  principalIds: policy.principals.map((principal) => principal.id),
  scopes: JSON.stringify(policy.scopes),
  permissionSetArns: policy.permissionSetArns,
  maxDurationMinutes: policy.maxDurationMinutes,
  approvalRequired: policy.approvalRequired,
});

const shown = [
  "id",
  "name",
  "principals",
  "scopes",
  "permissionSetArns",
  "maxDurationMinutes",
  "approvalRequired",
  "version",
  "createdAt",
  "updatedAt",
] as const;

export const insertEligibilityPolicy = (trx: Trx, facts: { policy: EligibilityPolicy; at: Date }) =>
  trx
    .insertInto("eligibilityPolicies")
    .values({ id: facts.policy.id, ...columns(facts.policy), createdAt: facts.at, updatedAt: facts.at })
    .returning(shown)
    .executeTakeFirstOrThrow();

/** Changes the policy only if it still is at `version`; undefined when someone else changed or deleted it first. */
export const updateEligibilityPolicy = (trx: Trx, facts: { policy: EligibilityPolicy; version: number; at: Date }) =>
  trx
    .updateTable("eligibilityPolicies")
    .set({ ...columns(facts.policy), version: facts.version + 1, updatedAt: facts.at })
    .where("id", "=", facts.policy.id)
    .where("version", "=", facts.version)
    .returning(shown)
    .executeTakeFirst();

/** Deletes the policy only if it still is at `version`; undefined when someone else got there first. */
export const deleteEligibilityPolicy = (trx: Trx, facts: { id: string; version: number }) =>
  trx
    .deleteFrom("eligibilityPolicies")
    .where("id", "=", facts.id)
    .where("version", "=", facts.version)
    .returning(shown)
    .executeTakeFirst();

export const findEligibilityPolicy = (db: Db, id: string): Promise<StoredEligibilityPolicy | undefined> =>
  db.selectFrom("eligibilityPolicies").select(shown).where("id", "=", id).executeTakeFirst();

export const findEligibilityPolicies = (db: Db, ids: readonly string[]): Promise<StoredEligibilityPolicy[]> =>
  db
    .selectFrom("eligibilityPolicies")
    .select(shown)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .execute();

/** Every policy there is, for what must see them all at once. */
export const listAllEligibilityPolicies = (db: Db): Promise<StoredEligibilityPolicy[]> =>
  db.selectFrom("eligibilityPolicies").select(shown).orderBy("id").execute();

export const countEligibilityPolicies = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom("eligibilityPolicies")
    .select((e) => e.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** One page of policies; by name unless asked otherwise. */
export const listEligibilityPolicies = async (
  db: Db,
  query: PolicyPageQuery & { approvalRequired?: boolean | undefined },
): Promise<{ items: StoredEligibilityPolicy[]; nextCursor?: string }> => {
  const { after, order, page } = policyOrder(query);
  const rows = await db
    .selectFrom("eligibilityPolicies")
    .select(shown)
    .where(matchingPolicies("eligibility", query))
    .where(after)
    .$if(query.approvalRequired !== undefined, (some) =>
      some.where("approvalRequired", "=", query.approvalRequired === true),
    )
    .orderBy(order)
    .limit(query.limit + 1)
    .execute();
  return page(rows);
};
