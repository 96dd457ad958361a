import { sql } from "kysely";
import type { EligibilityPolicy } from "../core/policies.ts";
import type { Versioned } from "../core/versioned.ts";
import { decodeCursor, encodeCursor, uuidKey } from "./cursor.ts";
import type { Db, Trx } from "./database.ts";

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

/** One page of policies by name. */
export const listEligibilityPolicies = async (
  db: Db,
  page: { limit: number; cursor?: string; search?: string },
): Promise<{ items: StoredEligibilityPolicy[]; nextCursor?: string }> => {
  let query = db.selectFrom("eligibilityPolicies").select(shown);
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
