import { sql } from "kysely";
import type { Db } from "./database.ts";

export type OrgUnitBranch = {
  id: string;
  name: string;
  parentId: string | null;
  /** Active accounts directly in it; and with all that is below it. */
  accounts: number;
  accountsBelow: number;
};

/** Every unit that exists, by name, with how many active accounts it holds: one query, whatever the size of the organisation. */
export const findOrgUnitTree = async (db: Db): Promise<OrgUnitBranch[]> => {
  const { rows } = await sql<OrgUnitBranch>`
    with active as (select org_unit_id, path from accounts where gone_at is null and state = 'ACTIVE'),
    direct as (select org_unit_id as id, count(*)::int as held from active group by org_unit_id),
    below as (select above.id, count(*)::int as held from active, unnest(path) as above(id) group by above.id)
    select org_units.id, org_units.name, org_units.parent_id,
      coalesce(direct.held, 0) as accounts, coalesce(below.held, 0) as accounts_below
    from org_units left join direct using (id) left join below using (id)
    where org_units.gone_at is null
    order by org_units.name, org_units.id`.execute(db);
  return rows;
};
