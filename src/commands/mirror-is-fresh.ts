import type { Db } from "../store/database.ts";
import { lastSucceededSync } from "../store/directory-syncs.ts";
import { findRefreshedAt } from "../store/people.ts";

/** How long what the mirror knows of a person may be relied on when Identity Center cannot be asked. */
const mirrorServesMs = 15 * 60_000;

export const isWithin = (at: Date | null | undefined, now: Date, ms: number): boolean =>
  at !== null && at !== undefined && now.getTime() - at.getTime() <= ms;

/** Whether this person, or everybody, was read from Identity Center within the last fifteen minutes. */
export const isMirrorFresh = async (db: Db, facts: { personId: string; now: Date }): Promise<boolean> =>
  isWithin(await findRefreshedAt(db, facts.personId), facts.now, mirrorServesMs) ||
  isWithin((await lastSucceededSync(db))?.startedAt, facts.now, mirrorServesMs);
