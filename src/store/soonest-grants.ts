import { type SqlBool, sql } from "kysely";
import type { Grant } from "../core/grant.ts";
import { allOf } from "./access-page.ts";
import { afterPage, firstIn, toSortedPage } from "./access-sort.ts";
import type { Db } from "./database.ts";
import { columns, filtersOf, type GrantPageQuery, ofView } from "./grant-query.ts";

/** As the index has it: what is over is not in it. */
const isNotOver = sql<SqlBool>`state in ('scheduled', 'activating', 'active', 'ending')`;

/** One page of the access that is not over, by when it ends. */
export const findSoonest = async (
  db: Db,
  query: GrantPageQuery & { sort: "endsAt" | "-endsAt" },
): Promise<{ items: Grant[]; nextCursor?: string }> => {
  const { sort, limit } = query;
  const where = allOf([isNotOver, ...filtersOf(query), ofView(query.view), afterPage(query.cursor, sort)]);
  const found = await sql<Grant>`
    select ${columns} from grants where ${where} ${firstIn(sort, limit + 1)}`.execute(db);
  return toSortedPage(found.rows, { limit, sort });
};
