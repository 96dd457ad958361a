import type { DecidingEffect } from "../core/deciding-effect.ts";
import type { CoveredSets, PolicyEffect, Tuple } from "../core/policy-effect.ts";
import type { LostEligibility } from "../core/settings.ts";
import type { Db } from "../store/database.ts";
import type { Caller } from "./context.ts";
import { type Coverage, findCoveredSets } from "./find-covered-sets.ts";

/** As many are listed of each thing a preview tells; they are counted exactly. */
export const mostListed = 100;

/** Without `id` a new policy, without `input` a deletion, with both a change. */
export type PolicyChange<Input> = { caller: Caller; id?: string | undefined; input?: Input | undefined };

export type PolicyPreview = PolicyEffect &
  DecidingEffect & {
    /** Access that is scheduled or under way and would no longer be covered, and what the settings do about it. */
    openAccess: { count: number; items: Tuple[]; onLostEligibility: LostEligibility };
  };

type Sides<Policy> = { before: Policy | undefined; after: Policy | undefined; others: Policy[] };

/** The policy before and after the change, and those of the others that have a role in common with it, each with what it really covers now. */
export const findPolicySides = async <Policy>(
  db: Db,
  facts: Sides<Policy> & { coverageOf: (policy: Policy) => Coverage },
): Promise<Sides<Policy & CoveredSets>> => {
  const changed = [facts.before, facts.after].filter((side) => side !== undefined).map(facts.coverageOf);
  const arns = new Set(changed.flatMap((side) => side.permissionSetArns));
  const everyRole = changed.some((side) => side.everyRole);
  const others = facts.others.filter((other) => {
    const coverage = facts.coverageOf(other);
    return everyRole || coverage.everyRole || coverage.permissionSetArns.some((arn) => arns.has(arn));
  });
  const sets = await findCoveredSets(db, [...changed, ...others.map(facts.coverageOf)]);
  const withSets = (policy: Policy, index: number) => {
    const covered = sets[index];
    if (!covered) throw new Error("Every policy that was asked about covers something or nothing.");
    return { ...policy, ...covered };
  };
  return {
    before: facts.before && withSets(facts.before, 0),
    after: facts.after && withSets(facts.after, changed.length - 1),
    others: others.map((other, index) => withSets(other, changed.length + index)),
  };
};
