import type { KyselyPlugin, QueryId, QueryResult, RootOperationNode, UnknownRow } from "kysely";
import type { Db } from "../../../src/store/database.ts";

type Result = QueryResult<UnknownRow>;

/** The database as it would be if the answers to questions with these words in them were others. */
const answering = (db: Db, words: string, change: (result: Result) => Result): Db => {
  const struck = new WeakSet<QueryId>();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }: { node: RootOperationNode; queryId: QueryId }) => {
      if (JSON.stringify(node).includes(words)) struck.add(queryId);
      return node;
    },
    transformResult: async ({ result, queryId }) => (struck.has(queryId) ? change(result) : result),
  };
  return db.withPlugin(plugin);
};

/** As if this one question were always answered with nothing, this one change taken for none. */
export const blindTo = (db: Db, words: string): Db =>
  answering(db, words, (result) => ({ ...result, rows: [], numAffectedRows: 0n }));

/** As if every row that answers this question read otherwise. */
export const misreading = (db: Db, words: string, change: (row: UnknownRow) => UnknownRow): Db =>
  answering(db, words, (result) => ({ ...result, rows: result.rows.map(change) }));
