import { pageLimits } from "../contract/page.ts";
import { systemOperations as operations } from "../contract/system.ts";
import { listUnsettled } from "../store/unsettled-assignments.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { findSystem } from "./find-system.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveSystem = (api: Api, context: AppContext): void => {
  const { db } = context;

  serve(api, operations.get, async ({ personas }) => {
    assertReader(personas);
    return findSystem(context);
  });

  serve(api, operations.unsettled, async ({ query, personas }) => {
    assertReader(personas);
    const page = await listUnsettled(db, {
      ...query,
      limit: query.limit ?? pageLimits.usual,
      now: context.clock.now(),
    });
    const names = await findNames(db, {
      personIds: page.items.map(({ personId }) => personId),
      accountIds: page.items.map(({ accountId }) => accountId),
      permissionSetArns: page.items.map(({ permissionSetArn }) => permissionSetArn),
    });
    const items = page.items.map((item) => ({
      ...item,
      person: names.person(item.personId),
      account: names.account(item.accountId),
      permissionSet: names.permissionSet(item.permissionSetArn),
      operation: item.operationKind,
      abilities: {},
    }));
    return { ...page, items };
  });
};
