import type { KyselyPlugin, QueryId } from "kysely";
import type { CommandContext } from "../../../src/commands/context.ts";

/** The worker as it would be if this one question were always answered with nothing. */
export const blindTo = (ctx: CommandContext, words: string): CommandContext => {
  const struck = new WeakSet<QueryId>();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (JSON.stringify(node).includes(words)) struck.add(queryId);
      return node;
    },
    transformResult: async ({ result, queryId }) => (struck.has(queryId) ? { ...result, rows: [] } : result),
  };
  return { ...ctx, db: ctx.db.withPlugin(plugin) };
};
