import { restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { heldRoles } from "../held-roles.ts";
import { bearer, queryMembers, ssoThrottled } from "./bearer.ts";
import { portalPageOf } from "./portal-page-of.ts";

/** SSO portal ListAccounts: the accounts in which the bearer holds a role now. Recorded apart from Organizations' operation of that name. */
export const listAccounts = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "portal:ListAccounts",
    method: "GET",
    path: "/assignment/accounts",
    read: queryMembers,
    throttled: ssoThrottled,
    answer(_query, request) {
      const { world } = parts;
      const user = bearer(parts, request);
      const roles = heldRoles(world, user);
      const accounts = [...new Map(roles.map(({ account }) => [account.id, account])).values()];
      const { items, ...next } = portalPageOf(
        { world, userId: user.id, items: accounts, keyOf: ({ id }) => id },
        request,
      );
      const accountList = items.map(({ id, name, email }) => ({
        accountId: id,
        accountName: name,
        emailAddress: email,
      }));
      return { accountList, ...next };
    },
  });
