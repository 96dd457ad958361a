import { restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { heldRoles } from "../held-roles.ts";
import { bearer, queryMembers, requiredParameter, ssoThrottled } from "./bearer.ts";
import { portalPageOf } from "./portal-page-of.ts";

/** SSO portal ListAccountRoles: the roles the bearer holds in one account now. */
export const listAccountRoles = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "ListAccountRoles",
    method: "GET",
    path: "/assignment/roles",
    read: queryMembers,
    throttled: ssoThrottled,
    answer(_query, request) {
      const { world } = parts;
      const user = bearer(parts, request);
      const accountId = requiredParameter(request, "account_id");
      const roles = heldRoles(world, user).filter(({ account }) => account.id === accountId);
      const { items, ...next } = portalPageOf(
        { world, userId: user.id, items: roles, keyOf: ({ roleName }) => roleName },
        request,
      );
      return { roleList: items.map(({ permissionSet }) => ({ roleName: permissionSet.name, accountId })), ...next };
    },
  });
