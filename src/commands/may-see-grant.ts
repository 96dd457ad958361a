import type { Grant } from "../core/grant.ts";
import type { Authority } from "../core/personas.ts";
import { maySeeRequest } from "../core/visibility.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { placedAccounts } from "./find-request-sight.ts";

/** Whoever may see a request may see its grants; approvers, those in accounts that are theirs. */
export const maySeeGrant = async (
  db: Db,
  authority: Authority,
  grant: Pick<Grant, "requestId" | "personId" | "accountId" | "permissionSetArn">,
): Promise<boolean> => {
  const accounts = [(await placedAccounts(db, [grant.accountId]))(grant.accountId)];
  const decisions = await findDecisions(db, [grant.requestId]);
  const deciderIds = decisions.flatMap(({ deciderId }) => (deciderId === null ? [] : [deciderId]));
  return maySeeRequest(authority, { ...grant, requesterId: grant.personId, accounts, deciderIds });
};
