import { readFileSync } from "node:fs";
import { z } from "zod";
import { trustworthyUrl } from "./trustworthy-url.ts";

/** What it says is read when the process starts; here only that there is something to read. */
const isMetadataFile = (path: string): boolean => {
  try {
    return readFileSync(path, "utf8").includes("EntityDescriptor");
  } catch {
    return false;
  }
};

/** How people sign in: SAML, OpenID Connect, or both. `config.ts` reads the given. */
export const signInVariables = {
  STINT_SAML_METADATA_URL: trustworthyUrl.optional(),
  STINT_SAML_METADATA_FILE: z
    .string()
    .refine(isMetadataFile, "there is no such file, it cannot be read, or it is no SAML metadata")
    .optional(),
  STINT_OIDC_ISSUER: trustworthyUrl.optional(),
  STINT_OIDC_CLIENT_ID: z.string().min(1).optional(),
  STINT_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  STINT_OIDC_MATCH: z.enum(["email", "user-name"]).default("email"),
  STINT_OIDC_CLAIM: z.string().min(1).optional(),
  STINT_OIDC_NAME: z.string().min(1).max(80).optional(),
  STINT_DECIDE_MAX_AGE_MINUTES: z.coerce.number().int().min(1).max(720).optional(),
};

const shape = z.object(signInVariables);
export type SignInConfig = z.infer<typeof shape>;

/** The environment as it came: what is missing is said along with what is wrong. */
type Given = Record<string, string | undefined>;

export const signInWords: Record<string, string> = {
  STINT_SAML_METADATA_URL: "where the identity provider's SAML metadata is (or STINT_SAML_METADATA_FILE)",
  STINT_OIDC_ISSUER: "the OpenID provider's issuer, as its discovery document gives it",
  STINT_OIDC_CLIENT_ID: "the client id that the OpenID provider gave Stint",
  STINT_OIDC_CLIENT_SECRET: "the client secret that the OpenID provider gave Stint",
  STINT_DECIDE_MAX_AGE_MINUTES: "how many minutes after signing in somebody may decide, 1 to 720",
};

const ofClient = ["STINT_OIDC_CLIENT_ID", "STINT_OIDC_CLIENT_SECRET"] as const;

const onlyWithOidc = [...ofClient, "STINT_OIDC_MATCH", "STINT_OIDC_CLAIM", "STINT_OIDC_NAME"] as const;

const isUserNameClaimOpen = (given: Given) => given.STINT_OIDC_MATCH === "user-name" && !given.STINT_OIDC_CLAIM;

/** What does not go together. */
const contradictions = (given: Given): string[] => [
  ...(given.STINT_SAML_METADATA_URL && given.STINT_SAML_METADATA_FILE
    ? ["STINT_SAML_METADATA_URL and STINT_SAML_METADATA_FILE are both set: choose the one that holds."]
    : []),
  // OpenID Connect Core §5.7: what people may choose for themselves, and another may have had before, is no identifier.
  ...(isUserNameClaimOpen(given)
    ? [
        "STINT_OIDC_CLAIM is missing: name the claim that holds the user name, one that only administrators of the provider can set. People may often choose preferred_username themselves.",
      ]
    : []),
];

/** What is missing for the ways in that are begun, or for any, and what does not go together. */
export const signInProblems = (given: Given): string[] => [...missingIn(given), ...contradictions(given)];

const missingIn = (given: Given): string[] => {
  const needed = ["STINT_OIDC_ISSUER", ...ofClient] as const;
  const missing = needed.filter((name) => given[name] === undefined);
  if (onlyWithOidc.some((name) => given[name] !== undefined) || given.STINT_OIDC_ISSUER !== undefined)
    return missing.map((name) => `${name} is missing (${signInWords[name]}): sign-in by OpenID Connect is begun.`);
  if (given.STINT_SAML_METADATA_URL || given.STINT_SAML_METADATA_FILE) return [];
  return [
    `STINT_SAML_METADATA_URL is missing: ${signInWords.STINT_SAML_METADATA_URL}. For OpenID Connect instead, set STINT_OIDC_ISSUER and its client.`,
  ];
};
