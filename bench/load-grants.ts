import { randomUUID } from "node:crypto";
import type { AssignmentKey } from "../src/core/identity-center.ts";
import { beginAssignment } from "../src/simulator/assignment-life.ts";
import type { World } from "../src/simulator/world.ts";
import type { Db, Trx } from "../src/store/database.ts";

const hourMs = 3_600_000;
const atOnce = 500;

export type LoadPlan = { grants: number; ending: number; starting: number; endsAt: Date };
export type PlannedGrant = { key: AssignmentKey; startsAt: Date; endsAt: Date; isActive: boolean };

/**
 * `ending` active grants with the same end, `starting` more that begin a second after it, and all others over the six hours from the
 * hour after; no two of the same person, account and role.
 */
export const planGrants = (world: World, plan: LoadPlan): PlannedGrant[] => {
  const people = world.users.all();
  const accounts = world.accounts.all().filter(({ id }) => id !== world.ids.managementAccountId);
  const sets = world.permissionSets.all();
  const windowOf = (n: number): [number, number, boolean] => {
    const end = plan.endsAt.getTime();
    if (n < plan.ending) return [end - hourMs, end, true];
    if (n < plan.ending + plan.starting) return [end + 1_000, end + hourMs, false];
    const start = end + hourMs + Math.floor(((n % 997) / 997) * 5 * hourMs);
    return [start, start + hourMs, false];
  };
  return Array.from({ length: plan.grants }, (_, n) => {
    const [startsAt, endsAt, isActive] = windowOf(n);
    const key = {
      personId: people[n % people.length]?.id ?? "",
      accountId: accounts[(n * 7) % accounts.length]?.id ?? "",
      permissionSetArn: sets[Math.floor(n / people.length) % sets.length]?.arn ?? "",
    };
    return { key, startsAt: new Date(startsAt), endsAt: new Date(endsAt), isActive };
  });
};

const insertBatch = async (trx: Trx, grants: readonly PlannedGrant[]) => {
  const rows = grants.map((grant) => ({ ...grant, id: randomUUID() }));
  await trx
    .insertInto("requests")
    .values(
      rows.map(({ id, key, startsAt, isActive }) => ({
        ...{ id, requesterId: key.personId, accountIds: [key.accountId], permissionSetArn: key.permissionSetArn },
        ...{ askedStartsAt: isActive ? null : startsAt, durationMinutes: 60, ticket: null, justification: "because" },
        ...{ state: "approved" as const, approvalRequired: false, approvalsNeeded: 0 },
        ...{
          createdAt: startsAt,
          expiresAt: startsAt,
          closedAt: startsAt,
          idempotencyKey: null,
          idempotencyHash: null,
        },
      })),
    )
    .execute();
  await trx
    .insertInto("decisions")
    .values(
      rows.map(({ id, key, startsAt }) => ({
        ...{ id, requestId: id, requesterId: key.personId, deciderId: null },
        ...{ verdict: "approve" as const, comment: null, decidedAt: startsAt },
      })),
    )
    .execute();
  await trx
    .insertInto("grants")
    .values(
      rows.map(({ id, key, startsAt, endsAt, isActive }) => ({
        ...{ id, requestId: id, decisionId: id, ...key, startsAt, endsAt },
        ...{ state: isActive ? ("active" as const) : ("scheduled" as const), activatedAt: isActive ? startsAt : null },
        ...{ endReason: null, endedById: null, endComment: null, endAskedAt: null, endedAt: null, failure: null },
        createdAt: startsAt,
      })),
    )
    .execute();
  await trx
    .insertInto("assignments")
    .values(
      rows.map(({ key, startsAt, endsAt, isActive }) =>
        isActive
          ? {
              ...{ ...key, nextAt: endsAt, lane: "end" as const },
              ...{ observed: "present" as const, observedAt: startsAt, ownership: "ours" as const },
            }
          : { ...key, nextAt: startsAt, lane: "activate" as const },
      ),
    )
    .execute();
};

/** Writes what approvals leave behind, and has the simulated AWS hold what is active. All of it appears at once. */
export const insertPlanned = async (db: Db, world: World, grants: readonly PlannedGrant[]): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    for (let from = 0; from < grants.length; from += atOnce) await insertBatch(trx, grants.slice(from, from + atOnce));
    for (const { key, startsAt, isActive } of grants) {
      const { accountId, permissionSetArn, personId: principalId } = key;
      const held = { accountId, permissionSetArn, principalType: "USER" as const, principalId };
      if (isActive) beginAssignment(world, held, startsAt, "seed");
    }
  });
};
