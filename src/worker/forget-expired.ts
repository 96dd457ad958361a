import type { CommandContext } from "../commands/context.ts";
import { addMilliseconds } from "../core/time.ts";
import { deleteExpiredApiTokens } from "../store/api-clients.ts";
import { forgetAwsCalls } from "../store/aws-calls.ts";
import { deleteExpiredSessions } from "../store/sessions.ts";
import { deleteExpiredSignIns } from "../store/sign-ins.ts";
import { forgetWorkers } from "../store/workers.ts";

/**
 * Deletes sessions, tokens and used assertions that are past their time; they were refused from that instant on anyway. And, after an
 * hour, the counts of calls and the workers that fell silent.
 */
export const forgetExpired = async (ctx: CommandContext): Promise<void> => {
  const now = ctx.clock.now();
  await deleteExpiredSessions(ctx.db, now);
  await deleteExpiredApiTokens(ctx.db, now);
  await deleteExpiredSignIns(ctx.db, now);
  const anHourAgo = addMilliseconds(now, -60 * 60_000);
  await forgetAwsCalls(ctx.db, anHourAgo);
  await forgetWorkers(ctx.db, anHourAgo);
};
