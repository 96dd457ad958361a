import { keptUntil } from "../core/kept-cuts.ts";
import type { Db } from "../store/database.ts";
import { findRestoresOfCuts, type RestoreOfCuts } from "../store/restored-cuts.ts";

export type RestoredCuts = {
  /** AWS's policy is still to be looked at for their sake. */
  unseen: RestoreOfCuts[];
  /** What was found then stays denied, the newest first. */
  kept: (RestoreOfCuts & { keptPolicy: string })[];
  /** All that was kept for their sake has expired. */
  over: RestoreOfCuts[];
};

/** What restores to an earlier moment mean for the policy that cuts credentials at this instant. */
export const findRestoredCuts = async (db: Db, now: Date): Promise<RestoredCuts> => {
  const found = await findRestoresOfCuts(db);
  const lasts = ({ at }: RestoreOfCuts) => keptUntil(at) > now;
  return {
    unseen: found.filter((restore) => restore.cutsSeenAt === null && lasts(restore)),
    kept: found.flatMap((restore) => {
      const { keptPolicy } = restore;
      return keptPolicy !== null && lasts(restore) ? [{ ...restore, keptPolicy }] : [];
    }),
    over: found.filter((restore) => restore.keptPolicy !== null && !lasts(restore)),
  };
};
