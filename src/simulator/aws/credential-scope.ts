import type { IncomingHttpHeaders } from "node:http";

/** What a SigV4 signature says about itself: whose key, for which Region and service. */
export type CredentialScope = { accessKeyId: string; region: string; service: string };

/** The credential scope of the Authorization header; empty parts where it says nothing. */
export const credentialScopeOf = (headers: IncomingHttpHeaders): CredentialScope => {
  const [accessKeyId = "", , region = "", service = ""] =
    /Credential=([^,\s]+)/.exec(headers.authorization ?? "")?.[1]?.split("/") ?? [];
  return { accessKeyId, region, service };
};
