import type { Gone } from "../core/grant-transitions.ts";
import type { Trx } from "../store/database.ts";
import { lastRestoredAt } from "../store/restores.ts";
import { readSettings } from "../store/settings.ts";

/** What is to become of access that somebody else took away in AWS, as the settings say at this moment. */
export const whatFollowsGone = async (trx: Trx): Promise<Gone> => ({
  onMissing: (await readSettings(trx)).onMissingAssignment,
  restoredAt: await lastRestoredAt(trx),
});
