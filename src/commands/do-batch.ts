import type { Trx } from "../store/database.ts";
import type { CommandContext } from "./context.ts";

/** One transaction holds so many at most, and so nobody waits long for it. */
export const batchSize = 200;

export type BatchWork = (trx: Trx, ids: string[]) => Promise<unknown>;

/** Does these whole or not at all; those of a batch that fails are done one by one, so that only what is at fault itself stays. */
export const doBatch = async (
  ctx: CommandContext,
  ids: string[],
  work: BatchWork,
): Promise<{ id: string; problem: unknown }[]> => {
  try {
    await ctx.db.transaction().execute((trx) => work(trx, ids));
    return [];
  } catch (problem) {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) return [{ id, problem }];
    const failures: { id: string; problem: unknown }[] = [];
    for (const one of ids) failures.push(...(await doBatch(ctx, [one], work)));
    return failures;
  }
};
