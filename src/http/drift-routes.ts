import { callOffRemoval } from "../commands/call-off-removal.ts";
import { acceptFinding, removeFinding } from "../commands/decide-on-finding.ts";
import { findOwnEntries } from "../commands/find-own-entries.ts";
import { resetDriftFuse } from "../commands/reset-drift-fuse.ts";
import { driftOperations as operations } from "../contract/drift.ts";
import { pageLimits } from "../contract/page.ts";
import type { PersonInGroups } from "../core/directory.ts";
import { isOwnAccess } from "../core/drift.ts";
import type { Db } from "../store/database.ts";
import { listFindings, measureDrift, type ShownFinding } from "../store/drift-finding-page.ts";
import { findDriftWatch } from "../store/drift-watch.ts";
import { findGroups } from "../store/groups.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";

/** Who looks, and whether they may decide. */
type Looking = { person: PersonInGroups; mayDecide: boolean };

const presentFindings = async (db: Db, items: readonly ShownFinding[], { person, mayDecide }: Looking) => {
  const own = mayDecide ? await findOwnEntries(db, person) : [];
  const groupIds = items.flatMap((one) => (one.principalKind === "group" ? [one.principalId] : []));
  const groups = new Map((groupIds.length > 0 ? await findGroups(db, groupIds) : []).map((one) => [one.id, one]));
  const names = await findNames(db, {
    personIds: items.flatMap((one) => [one.principalId, one.acceptedById, one.removalAskedById]),
    accountIds: items.map(({ accountId }) => accountId),
    permissionSetArns: items.map(({ permissionSetArn }) => permissionSetArn),
  });
  const nameOf = ({ principalKind, principalId: id }: ShownFinding) =>
    principalKind === "group" ? (groups.get(id)?.displayName ?? id) : names.person(id).displayName;
  const isOwn = ({ principalKind: kind, principalId: id }: ShownFinding) =>
    own.some((entry) => isOwnAccess(entry, { kind, id }));
  return items.map((one) => ({
    ...one,
    principal: { kind: one.principalKind, id: one.principalId, name: nameOf(one) },
    account: names.account(one.accountId),
    permissionSet: names.permissionSet(one.permissionSetArn),
    acceptedBy: one.acceptedById === null ? null : names.person(one.acceptedById),
    removalAskedBy: one.removalAskedById === null ? null : names.person(one.removalAskedById),
    abilities: {
      accept: mayDecide && one.state === "open" && !isOwn(one),
      callOff: mayDecide && one.state === "removing" && !isOwn(one),
      remove: mayDecide && (one.state === "open" || one.state === "accepted"),
    },
  }));
};

export const serveDrift = (api: Api, context: AppContext): void => {
  const { db } = context;
  const refreshes = refreshAuthority(context, "refuse");

  const shown = async (id: string, person: PersonInGroups) => {
    const { items } = await listFindings(db, { limit: 1, id });
    const [first] = await presentFindings(db, items, { person, mayDecide: true });
    if (!first) throw new Error(`finding ${id} is gone`);
    return first;
  };

  serve(api, operations.get, async ({ personas, holds }) => {
    assertReader(personas);
    const { lookedAt } = await findDriftWatch(db);
    const figures = await measureDrift(db);
    const resetFuse = figures.fuseBlownAt !== null && personas.admin && holds("settings:write");
    return { ...figures, lookedAt, abilities: { resetFuse } };
  });

  serve(api, operations.findings, async ({ query, person, personas, holds }) => {
    assertReader(personas);
    const mayDecide = personas.admin && holds("settings:write");
    const { limit = pageLimits.usual, cursor, state: states } = query;
    const page = await listFindings(db, { limit, cursor, states });
    return { ...page, items: await presentFindings(db, page.items, { person, mayDecide }) };
  });

  serve(api, operations.accept, async ({ caller, person, params, body, c }) => {
    await refreshes(c, async () => undefined);
    await acceptFinding(context, { caller, findingId: params.id, comment: body.comment });
    return shown(params.id, person);
  });

  serve(api, operations.remove, async ({ caller, person, params, body, c }) => {
    await refreshes(c, async () => undefined);
    await removeFinding(context, { caller, findingId: params.id, comment: body.comment });
    return shown(params.id, person);
  });

  serve(api, operations.callOff, async ({ caller, person, params, body, c }) => {
    await refreshes(c, async () => undefined);
    await callOffRemoval(context, { caller, findingId: params.id, comment: body.comment });
    return shown(params.id, person);
  });

  serve(api, operations.resetFuse, async ({ caller, c }) => {
    await refreshes(c, async () => undefined);
    await resetDriftFuse(context, { caller });
    return undefined;
  });
};
