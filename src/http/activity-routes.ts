import type { Caller } from "../commands/context.ts";
import { getAuthority } from "../commands/find-authority.ts";
import { staleGroups } from "../commands/groups-are-stale.ts";
import { maySeeGrant } from "../commands/may-see-grant.ts";
import { grantOperations as operations } from "../contract/grant-operations.ts";
import { refuse } from "../core/decision.ts";
import { notFound, Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { findGrant } from "../store/grants.ts";
import type { AppContext } from "./app-context.ts";
import { type Api, serve } from "./serve-operation.ts";

const message =
  "Stint is not set up to read a CloudTrail trail, so it cannot tell what was done with this access. CloudTrail itself may have it.";

const assertSeesActivity = async (db: Db, { caller, grantId }: { caller: Caller; grantId: string }): Promise<void> => {
  const grant = await findGrant(db, grantId);
  const authority = await getAuthority(db, caller);
  // Being admin alone shows nobody's activity.
  const maySee = grant && (await maySeeGrant(db, { ...authority, isAdmin: false }, grant));
  if (!maySee && caller.groupsAreStale) throw staleGroups();
  if (!maySee) throw notFound("grant");
};

export const serveActivity = (api: Api, { db }: AppContext): void => {
  serve(api, operations.activity, async ({ params, caller }) => {
    await assertSeesActivity(db, { caller, grantId: params.id });
    return { items: [], source: { configured: false, message, readUpTo: null, complete: false }, abilities: {} };
  });

  serve(api, operations.exportActivity, async ({ params, caller }) => {
    await assertSeesActivity(db, { caller, grantId: params.id });
    throw new Refusal("conflict", [refuse("activity.no-source", message)]);
  });
};
