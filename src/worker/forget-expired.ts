import type { CommandContext } from "../commands/context.ts";
import { deleteExpiredApiTokens } from "../store/api-clients.ts";
import { deleteExpiredSessions } from "../store/sessions.ts";
import { deleteExpiredSignIns } from "../store/sign-ins.ts";

/** Deletes sessions, tokens and used assertions that are past their time; they were refused from that instant on anyway. */
export const forgetExpired = async (ctx: CommandContext): Promise<void> => {
  const now = ctx.clock.now();
  await deleteExpiredSessions(ctx.db, now);
  await deleteExpiredApiTokens(ctx.db, now);
  await deleteExpiredSignIns(ctx.db, now);
};
