import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { lastSucceededSync } from "../store/directory-syncs.ts";
import { findRefreshedAt } from "../store/people.ts";

/** As long as the mirror serves when Identity Store does not answer. */
const groupsServeMs = 15 * 60_000;

/** Whether neither the person nor the whole directory was read recently enough to make anybody auditor or admin by it. */
export const groupsAreStale = async (db: Db, facts: { personId: string; now: Date }): Promise<boolean> => {
  const isRecent = (at: Date | null | undefined) => at != null && facts.now.getTime() - at.getTime() <= groupsServeMs;
  if (isRecent(await findRefreshedAt(db, facts.personId))) return false;
  return !isRecent((await lastSucceededSync(db))?.startedAt);
};

/** What auditors and admins are told while nobody can say whether they still are. */
export const staleGroups = (): Refusal =>
  new Refusal("unavailable", [
    refuse(
      "directory.stale",
      "Identity Center does not answer, and what Stint last heard of your groups is too old to rely on for this. Try again in a minute.",
    ),
  ]);
