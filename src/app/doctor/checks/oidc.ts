import { oidcRedirectUri } from "../../../auth/oidc.ts";
import { oidcProviderSource } from "../../../auth/oidc-provider-source.ts";
import type { Check } from "../check.ts";
import { ok, wrong } from "../finding.ts";

/** The OpenID Connect provider describes itself as the issuer that is configured. Whether it takes our secret shows at the first sign-in only. */
export const oidc: Check = {
  name: "OpenID Connect",
  look: async ({ parts, config, scheduler }) => {
    const { STINT_OIDC_ISSUER: issuer, STINT_OIDC_CLIENT_ID: clientId, STINT_PUBLIC_URL } = config.values;
    if (!parts.includes("serve") || !issuer || !clientId) return [];
    try {
      await oidcProviderSource({ issuer, clientId, clock: scheduler }).read();
      const back = STINT_PUBLIC_URL ? `; it must send people back to ${oidcRedirectUri(STINT_PUBLIC_URL)}` : "";
      return ok(`${new URL(issuer).hostname} describes itself${back}`);
    } catch (problem) {
      const words = problem instanceof Error ? problem.message : "no reason given";
      return wrong(
        `${issuer} cannot be read: ${words}`,
        "STINT_OIDC_ISSUER must be exactly what /.well-known/openid-configuration below it calls its issuer.",
      );
    }
  },
};
