import type { Caller } from "../commands/context.ts";
import { findRequestSight, type RequestSight } from "../commands/find-request-sight.ts";
import type { Grant } from "../core/grant.ts";
import { abilitiesOnGrant, abilitiesOnRequest, isNamedFor } from "../core/visibility.ts";
import { findGrantsOf } from "../store/grants.ts";
import { findRequest } from "../store/requests.ts";
import type { AppContext } from "./app-context.ts";
import type { ShownGrant } from "./present-grant.ts";
import type { ShownRequest } from "./present-request.ts";
import type { Holds } from "./serve-operation.ts";

const shownGrant = (grant: Grant, { authority, accounts }: RequestSight, holds: Holds): ShownGrant => {
  const account = accounts.find(({ id }) => id === grant.accountId);
  const isNamed = isNamedFor(authority, {
    accounts: account ? [account] : [],
    permissionSetArn: grant.permissionSetArn,
  });
  const caller = { id: authority.person.id, isAdmin: authority.isAdmin };
  const { end } = abilitiesOnGrant({ grant, caller, isNamed, endedBy: null });
  return { grant, abilities: { end: end && holds("grants:end") } };
};

/** The request with all that belongs to it, as the caller may see it; undefined when to them it does not exist. */
export const findShownRequest = async (
  context: AppContext,
  facts: { id: string; caller: Caller; holds: Holds },
): Promise<ShownRequest | undefined> => {
  const { db, clock } = context;
  const { caller, holds } = facts;
  const request = await findRequest(db, facts.id);
  const sight = request && (await findRequestSight(db, { caller, request, now: clock.now() }));
  if (!request || !sight) return undefined;
  const may = abilitiesOnRequest(sight.facts);
  const grants = await findGrantsOf(db, [request.id]);
  return {
    request,
    decisions: sight.decisions,
    grants: grants.map((grant) => shownGrant(grant, sight, holds)),
    abilities: {
      approve: may.approve && holds("decisions:write"),
      reject: may.reject && holds("decisions:write"),
      cancel: may.cancel && holds("requests:write"),
    },
  };
};
