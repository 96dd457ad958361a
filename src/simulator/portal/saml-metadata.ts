import { escapeMarkup } from "../escape-markup.ts";
import type { WebReply } from "../web.ts";
import { nameIdFormats } from "./assertion.ts";
import type { PortalContext } from "./portal-context.ts";
import { certificateBody } from "./signing-key.ts";

/** Who the identity provider says it is, in metadata and in assertions alike. */
export const samlEntityId = ({ url }: PortalContext): string => `${url()}/portal/saml`;

/** `GET /portal/saml/metadata`: what a service provider needs to trust this portal. */
export const answerSamlMetadata = async (context: PortalContext): Promise<WebReply> => {
  const { certificatePem } = await context.signingKey();
  const location = escapeMarkup(`${context.url()}/portal/saml/sso`);
  const service = (binding: string) =>
    `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`;
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${escapeMarkup(samlEntityId(context))}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">` +
    `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>` +
    `<ds:X509Certificate>${certificateBody(certificatePem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
    Object.values(nameIdFormats)
      .map((format) => `<md:NameIDFormat>${format}</md:NameIDFormat>`)
      .join("") +
    `${service("HTTP-POST")}${service("HTTP-Redirect")}</md:IDPSSODescriptor></md:EntityDescriptor>\n`;
  return { status: 200, headers: { "content-type": "application/samlmetadata+xml; charset=utf-8" }, body };
};
