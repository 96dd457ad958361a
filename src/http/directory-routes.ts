import { askDirectorySync } from "../commands/ask-directory-sync.ts";
import { directoryOperations as operations } from "../contract/directory.ts";
import { pageLimits } from "../contract/page.ts";
import { searchAccounts } from "../store/accounts.ts";
import { lastSucceededSync, lastSync } from "../store/directory-syncs.ts";
import { searchGroups } from "../store/groups.ts";
import type { NamePage } from "../store/name-cursor.ts";
import { findOrgUnitTree } from "../store/org-unit-tree.ts";
import { searchOrgUnits } from "../store/org-units.ts";
import { searchPeople } from "../store/people.ts";
import { searchPermissionSets } from "../store/permission-sets.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { type Api, serve } from "./serve-operation.ts";

/** The directory is a mirror: there is nothing that anybody could do with its rows here. */
const present = <T extends object>(page: NamePage<T>) => ({
  ...page,
  items: page.items.map((item) => ({ ...item, abilities: {} })),
});

type Asked = { limit?: number | undefined; cursor?: string | undefined; search?: string | undefined };

const usual = <T extends Asked>(query: T) => ({ ...query, limit: query.limit ?? pageLimits.usual });

export const serveDirectory = (api: Api, context: AppContext): void => {
  const { db } = context;

  serve(api, operations.accounts, async ({ query, personas }) => {
    assertReader(personas);
    return present(await searchAccounts(db, usual(query)));
  });
  serve(api, operations.orgUnits, async ({ query, personas }) => {
    assertReader(personas);
    return present(await searchOrgUnits(db, usual(query)));
  });
  serve(api, operations.orgUnitTree, async ({ personas }) => {
    assertReader(personas);
    return present({ items: await findOrgUnitTree(db) });
  });
  serve(api, operations.permissionSets, async ({ query, personas }) => {
    assertReader(personas);
    return present(await searchPermissionSets(db, usual(query)));
  });
  serve(api, operations.users, async ({ query, personas }) => {
    assertReader(personas);
    return present(await searchPeople(db, usual(query)));
  });
  serve(api, operations.groups, async ({ query, personas }) => {
    assertReader(personas);
    return present(await searchGroups(db, usual(query)));
  });

  serve(api, operations.lastSync, async ({ personas, holds }) => {
    assertReader(personas);
    return {
      sync: (await lastSync(db)) ?? null,
      succeededAt: (await lastSucceededSync(db))?.finishedAt ?? null,
      abilities: { start: personas.admin && holds("directory:sync") },
    };
  });
  serve(api, operations.startSync, async ({ caller, body }) => {
    await askDirectorySync(context, { caller, acceptLargeRemovals: body.acceptLargeRemovals });
    return { message: "The directory is being read anew. See GET /directory/sync for how it went." };
  });
};
