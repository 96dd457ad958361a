import { restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { forgetAccessToken } from "../oidc/portal-token.ts";
import { bearer, bearerToken, queryMembers, ssoThrottled } from "./bearer.ts";

/** SSO portal Logout: the token is worth nothing from now on; role credentials it obtained live out their time, as in AWS. */
export const logout = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "Logout",
    method: "POST",
    path: "/logout",
    read: queryMembers,
    throttled: ssoThrottled,
    answer(_query, request) {
      bearer(parts, request);
      forgetAccessToken(parts, bearerToken(request));
      return {};
    },
  });
