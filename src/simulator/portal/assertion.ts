import { randomUUID } from "node:crypto";
import { SignedXml } from "xml-crypto";
import { escapeMarkup } from "../escape-markup.ts";
import type { SigningKey } from "./signing-key.ts";

export type AssertionFields = {
  issuer: string;
  audience: string;
  /** Where the form is posted to: Destination and Recipient, unless these are given on their own. */
  acsUrl: string;
  destination?: string;
  recipient?: string;
  nameId: string;
  nameIdFormat: string;
  attributes: Record<string, string>;
  issuedAt: Date;
  notBefore?: Date;
  notOnOrAfter?: Date;
  /** When the person proved who they are; the moment of issue when absent. */
  authenticatedAt?: Date;
  /** When the session there is to end; with the assertion when absent. */
  sessionNotOnOrAfter?: Date;
  inResponseTo?: string;
  responseId?: string;
  assertionId?: string;
  statusCode?: string;
  /** What carries a signature. Identity Center signs the assertion. */
  sign?: "assertion" | "response" | "both" | "nothing";
};

export const nameIdFormats = {
  persistent: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  emailAddress: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
} as const;

const hourMs = 3_600_000;
const success = "urn:oasis:names:tc:SAML:2.0:status:Success";

/**
 * A SAML response, as XML, that says exactly what the fields say, signed with the given key.
 * Every field can be overridden, so that tests can make the responses a service provider has to refuse.
 */
export const signAssertion = (fields: AssertionFields, key: SigningKey): string => {
  const sign = fields.sign ?? "assertion";
  const assertion = assertionXml(fields);
  const signedAssertion =
    sign === "assertion" || sign === "both" ? signElement(assertion, "Assertion", key) : assertion;
  const response = responseXml(fields, signedAssertion);
  return sign === "response" || sign === "both" ? signElement(response, "Response", key) : response;
};

const responseXml = (fields: AssertionFields, assertion: string): string =>
  `<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"${attribute("Destination", fields.destination ?? fields.acsUrl)}` +
  `${attribute("ID", fields.responseId ?? `_${randomUUID()}`)}${attribute("InResponseTo", fields.inResponseTo)}` +
  `${attribute("IssueInstant", fields.issuedAt.toISOString())} Version="2.0">` +
  `<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">${escapeMarkup(fields.issuer)}</saml2:Issuer>` +
  `<saml2p:Status><saml2p:StatusCode${attribute("Value", fields.statusCode ?? success)}/></saml2p:Status>` +
  `${assertion}</saml2p:Response>`;

const assertionXml = (fields: AssertionFields): string => {
  const issuedAt = fields.issuedAt.toISOString();
  const notBefore = (fields.notBefore ?? fields.issuedAt).toISOString();
  const notOnOrAfter = (fields.notOnOrAfter ?? new Date(fields.issuedAt.getTime() + hourMs)).toISOString();
  const authenticatedAt = fields.authenticatedAt?.toISOString() ?? issuedAt;
  const sessionUntil = fields.sessionNotOnOrAfter?.toISOString() ?? notOnOrAfter;
  const id = fields.assertionId ?? `_${randomUUID()}`;
  return (
    `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"${attribute("ID", id)} IssueInstant="${issuedAt}" Version="2.0">` +
    `<saml2:Issuer>${escapeMarkup(fields.issuer)}</saml2:Issuer>` +
    `<saml2:Subject><saml2:NameID${attribute("Format", fields.nameIdFormat)}>${escapeMarkup(fields.nameId)}</saml2:NameID>` +
    `<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<saml2:SubjectConfirmationData${attribute("InResponseTo", fields.inResponseTo)} NotOnOrAfter="${notOnOrAfter}"` +
    `${attribute("Recipient", fields.recipient ?? fields.acsUrl)}/></saml2:SubjectConfirmation></saml2:Subject>` +
    `<saml2:Conditions NotBefore="${notBefore}" NotOnOrAfter="${notOnOrAfter}"><saml2:AudienceRestriction>` +
    `<saml2:Audience>${escapeMarkup(fields.audience)}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>` +
    `<saml2:AuthnStatement AuthnInstant="${authenticatedAt}"${attribute("SessionIndex", id)} SessionNotOnOrAfter="${sessionUntil}">` +
    `<saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified` +
    `</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>` +
    `${attributeStatement(fields.attributes)}</saml2:Assertion>`
  );
};

// The schema wants at least one attribute in a statement, so an empty set leaves the statement out.
const attributeStatement = (attributes: Record<string, string>): string => {
  const items = Object.entries(attributes).map(
    ([name, value]) =>
      `<saml2:Attribute${attribute("Name", name)} NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified">` +
      `<saml2:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"` +
      ` xsi:type="xsd:string">${escapeMarkup(value)}</saml2:AttributeValue></saml2:Attribute>`,
  );
  return items.length === 0 ? "" : `<saml2:AttributeStatement>${items.join("")}</saml2:AttributeStatement>`;
};

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? "" : ` ${name}="${escapeMarkup(value)}"`;

const signElement = (xml: string, element: "Assertion" | "Response", key: SigningKey): string => {
  const signature = new SignedXml({
    privateKey: key.privateKeyPem,
    publicCert: key.certificatePem,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
    getKeyInfoContent: SignedXml.getKeyInfoContent,
  });
  const path = `/*[local-name(.)='${element}']`;
  signature.addReference({
    xpath: path,
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"],
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
  });
  // The schema puts the signature right after the issuer.
  signature.computeSignature(xml, {
    prefix: "ds",
    location: { reference: `${path}/*[local-name(.)='Issuer']`, action: "after" },
  });
  return signature.getSignedXml();
};
