import { inflateRawSync } from "node:zlib";

export type AuthnRequest = {
  id: string;
  issuer: string;
  acsUrl?: string;
  /** Set when the person must prove who they are after this instant, whoever is signed in already (ForceAuthn, SAML Core §3.4.1). */
  signedInSince?: Date;
};

const maximumBytes = 64 * 1024;

/**
 * What an AuthnRequest asks, or undefined when it is not one that can be read.
 * Takes both bindings: deflated (HTTP-Redirect) and plain (HTTP-POST), SAML bindings 3.4.4.1 and 3.5.4.
 * The few values are taken by pattern: nothing here is trusted, the answer goes to the registered address only.
 */
export const readAuthnRequest = (samlRequest: string): AuthnRequest | undefined => {
  const xml = decode(Buffer.from(samlRequest, "base64"));
  const root = xml?.match(/<(?:[\w.-]+:)?AuthnRequest\b([^>]*)>/)?.[1];
  const issuer = xml?.match(/<(?:[\w.-]+:)?Issuer\b[^>]*>\s*([^<]*?)\s*</)?.[1];
  const id = root?.match(/\sID\s*=\s*["']([^"']+)["']/)?.[1];
  if (root === undefined || issuer === undefined || id === undefined) return undefined;
  const acsUrl = root.match(/\sAssertionConsumerServiceURL\s*=\s*["']([^"']+)["']/)?.[1];
  const forced = /\sForceAuthn\s*=\s*["'](true|1)["']/.test(root);
  const issuedAt = new Date(root.match(/\sIssueInstant\s*=\s*["']([^"']+)["']/)?.[1] ?? "");
  if (forced && Number.isNaN(issuedAt.getTime())) return undefined;
  return {
    id,
    issuer: unescapeXml(issuer),
    ...(acsUrl !== undefined && { acsUrl: unescapeXml(acsUrl) }),
    ...(forced && { signedInSince: issuedAt }),
  };
};

const decode = (bytes: Buffer): string | undefined => {
  const text = bytes.toString("utf8");
  if (text.trimStart().startsWith("<")) return text;
  try {
    return inflateRawSync(bytes, { maxOutputLength: maximumBytes }).toString("utf8");
  } catch {
    return undefined;
  }
};

const unescapeXml = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
