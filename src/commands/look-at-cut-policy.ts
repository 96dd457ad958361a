import { cutPolicyName, type SeenPolicy } from "../core/cut-policy.ts";
import { save, type Turn } from "./cut-policy-turn.ts";

/** Why a policy of our name is left alone that our tag is not on. */
export const notOursWords = `A policy called ${cutPolicyName} is there and was not made by this Stint, as far as its database knows. If no other Stint uses it, detach and delete it; not before twelve hours after a restore of the database to an earlier moment, for it may deny what was cut in the time that was lost.`;

/**
 * What AWS holds now; a policy of our name is ours only if our tag is on it. Looked for by its name only if it may exist, unless `anyhow`:
 * a database that was restored may have forgotten it.
 */
export const lookAtPolicy = async (turn: Turn, anyhow = false): Promise<SeenPolicy | "not-ours" | undefined> => {
  const { api } = turn.work;
  const { row } = turn;
  const known = row.policyId === null ? undefined : await api.read(row.policyId);
  if (known || !(row.mayExist || anyhow)) return known;
  const found = await api.find();
  if (!found) return undefined;
  if (found.owner !== row.ownerId) return "not-ours";
  await save(turn, { policyId: found.id, mayExist: true });
  row.policyId = found.id;
  row.mayExist = true;
  return api.read(found.id);
};
