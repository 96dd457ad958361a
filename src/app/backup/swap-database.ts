import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * A restore that was broken off between putting the old database aside and putting the restored one in its place is finished; one that
 * had not come so far is forgotten by the next. To be called before the database is opened or made, by whoever holds the folder's lock.
 */
export const finishRestore = (dataDir: string): void => {
  const [current, restored] = [join(dataDir, "database"), join(dataDir, "database.restored")];
  if (!existsSync(current) && existsSync(restored)) renameSync(restored, current);
};

/** A free name beside the database for the one that gives way. */
const placeAside = (dataDir: string, at: Date): string => {
  const stamp = at.toISOString().replace(/[:.]/g, "-");
  for (let count = 1; ; count += 1) {
    const place = join(dataDir, `database.before-${stamp}${count > 1 ? `-${count}` : ""}`);
    if (!existsSync(place)) return place;
  }
};

/**
 * Puts the database that was made ready in `made` into the place of the current one, which stays beside it. At every instant either the
 * old one is in place, or `finishRestore` puts the new one there. Answers where the old one is now.
 */
export const swapDatabase = (dataDir: string, made: string, at: Date): string | undefined => {
  const [current, restored] = [join(dataDir, "database"), join(dataDir, "database.restored")];
  rmSync(restored, { recursive: true, force: true });
  renameSync(made, restored);
  const aside = existsSync(current) ? placeAside(dataDir, at) : undefined;
  if (aside) renameSync(current, aside);
  finishRestore(dataDir);
  return aside;
};
