import { directoryChange } from "../../core/directory-change.ts";
import type { DirectoryKind, Seen } from "../../core/directory-source.ts";
import { inParallel } from "../../core/in-parallel.ts";
import { count, type SyncRun, stayAlive } from "./sync-run.ts";

const askedAtOnce = 4;

/**
 * What the list lacks and AWS nevertheless knows when asked for it by itself: told as it was held. Whoever loses a group or an
 * account for five minutes loses their access, so one short page must not do that.
 */
export const stillThere = async <Row extends { goneAt: Date | null }>(
  run: SyncRun,
  facts: { kind: DirectoryKind; held: readonly Row[]; listed: readonly Seen<Row>[]; idOf(thing: Seen<Row>): string },
): Promise<Seen<Row>[]> => {
  const { kind, held, listed: seen, idOf } = facts;
  const { gone } = directoryChange({ held, seen, idOf, acceptLargeRemovals: run.acceptLargeRemovals });
  const answers = await inParallel(gone, askedAtOnce, async (row) => {
    await stayAlive(run);
    return (await run.source.isThere(kind, idOf(row))) ? row : undefined;
  });
  const there = answers.filter((row) => row !== undefined);
  if (there.length === 0) return [];
  count(run, "missedByList", there.length);
  run.warnings.push(`${kind}: the list lacked ${there.length} that AWS knows when asked for them; they were kept.`);
  return there.map(({ goneAt: _, ...thing }) => thing);
};
