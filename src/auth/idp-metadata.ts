import { X509Certificate } from "node:crypto";
import { parseXml, step } from "./xml-elements.ts";

export type IdpMetadata = {
  entityId: string;
  /** Where the browser is sent with an AuthnRequest (HTTP-Redirect binding). */
  ssoUrl: string;
  /** PEM, one per signing key: while a key is being replaced there are two. */
  certificates: string[];
};

const redirectBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

const toPem = (base64: string): string => {
  const lines = base64.replaceAll(/\s/g, "").match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  return new X509Certificate(pem).toString();
};

/** Reads what Identity Center offers as "IAM Identity Center SAML metadata file" (SAML Metadata §2.4.3). Throws, saying what is missing. */
export const parseIdpMetadata = async (xml: string): Promise<IdpMetadata> => {
  if (/<!DOCTYPE/i.test(xml)) throw new Error("The identity provider's metadata has a DOCTYPE, which is refused.");
  const document = await parseXml(xml);
  const [entity] = document.elements(step("EntityDescriptor"));
  const entityId = entity?.getAttribute("entityID");
  if (!entityId) throw new Error("The identity provider's metadata has no EntityDescriptor with an entityID.");
  const provider = step("EntityDescriptor", "IDPSSODescriptor");
  // A KeyDescriptor without `use` serves for signing too (SAML Metadata §2.4.1.1).
  const keys = `${provider}/*[local-name()='KeyDescriptor'][not(@use) or @use='signing']`;
  const certificates = document
    .elements(`${keys}//*[local-name()='X509Certificate']`)
    .map((certificate) => toPem(certificate.textContent ?? ""));
  if (certificates.length === 0) throw new Error("The identity provider's metadata has no signing certificate.");
  const service = document
    .elements(provider + step("SingleSignOnService"))
    .find((candidate) => candidate.getAttribute("Binding") === redirectBinding);
  const ssoUrl = service?.getAttribute("Location");
  if (!ssoUrl)
    throw new Error("The identity provider's metadata has no SingleSignOnService with the HTTP-Redirect binding.");
  if (!/^https?:$/.test(new URL(ssoUrl).protocol))
    throw new Error(`The single sign-on address ${ssoUrl} is no web address.`);
  return { entityId, ssoUrl, certificates };
};
