import { readFile } from "node:fs/promises";
import { parseIdpMetadata } from "../auth/idp-metadata.ts";
import { idpMetadataSource } from "../auth/idp-metadata-source.ts";
import { oidcRelyingParty } from "../auth/oidc.ts";
import { samlServiceProvider } from "../auth/saml.ts";
import type { Clock } from "../core/time.ts";
import type { AppContext } from "../http/app-context.ts";
import { ConfigurationProblem } from "./config.ts";
import type { SignInConfig } from "./sign-in-config.ts";

type Facts = { config: SignInConfig & { STINT_PUBLIC_URL: string }; clock: Clock; log: AppContext["log"] };

const samlOf = ({ config, clock, log }: Facts): AppContext["saml"] => {
  const { STINT_SAML_METADATA_URL: url, STINT_SAML_METADATA_FILE: file } = config;
  const from = url ? { url } : file ? { file } : undefined;
  if (!from) return undefined;
  return samlServiceProvider({
    publicUrl: config.STINT_PUBLIC_URL,
    clock,
    identityProvider: idpMetadataSource(from, clock, (err) =>
      log.warn({ event: "saml.metadata-not-reread", err }, "what was read before still holds"),
    ),
  });
};

const oidcOf = ({ config, clock }: Facts): AppContext["oidc"] => {
  const {
    STINT_OIDC_ISSUER: issuer,
    STINT_OIDC_CLIENT_ID: clientId,
    STINT_OIDC_CLIENT_SECRET: clientSecret,
    STINT_OIDC_MATCH: match,
  } = config;
  if (!issuer || !clientId || !clientSecret) return undefined;
  const claim = config.STINT_OIDC_CLAIM ?? "email";
  const publicUrl = config.STINT_PUBLIC_URL;
  const party = oidcRelyingParty({ publicUrl, clock, issuer, clientId, clientSecret, match, claim });
  return { ...party, name: config.STINT_OIDC_NAME ?? new URL(issuer).hostname };
};

/** Said at start what would otherwise keep the first person out. An address is asked later: it may be away for a moment. */
export const assertMetadataFile = async ({ STINT_SAML_METADATA_FILE: file }: SignInConfig): Promise<void> => {
  if (!file) return;
  try {
    await parseIdpMetadata(await readFile(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationProblem([`STINT_SAML_METADATA_FILE: ${file} cannot be used. ${why}`]);
  }
};

/** The ways in that the configuration describes. Neither provider is asked anything before somebody signs in. */
export const signInWays = (facts: Facts): Pick<AppContext, "saml" | "oidc"> => ({
  saml: samlOf(facts),
  oidc: oidcOf(facts),
});
