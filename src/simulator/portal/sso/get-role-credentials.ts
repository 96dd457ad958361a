import { AwsError } from "../../aws/aws-error.ts";
import { restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { findHeldRole } from "../held-roles.ts";
import { issueRoleSession } from "../role-session.ts";
import { bearer, queryMembers, requiredParameter, ssoThrottled } from "./bearer.ts";

/** SSO portal GetRoleCredentials: credentials for a role the bearer holds now; for any other, AWS says no more than "No access". */
export const getRoleCredentials = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "GetRoleCredentials",
    method: "GET",
    path: "/federation/credentials",
    read: queryMembers,
    throttled: ssoThrottled,
    answer(_query, request) {
      const user = bearer(parts, request);
      const accountId = requiredParameter(request, "account_id");
      const permissionSetName = requiredParameter(request, "role_name");
      const role = findHeldRole(parts.world, user, { accountId, permissionSetName });
      if (role === undefined) throw new AwsError("ForbiddenException", "No access", {}, 403);
      const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = issueRoleSession(parts, user, role);
      return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: Date.parse(expiresAt) } };
    },
  });
