import { withoutBlanks } from "../core/same-name.ts";
import { inUtc } from "./in-utc.ts";
import { parseXml, step, type XmlElement } from "./xml-elements.ts";

type Confirmation = {
  method: string | null;
  recipient: string | null;
  inResponseTo: string | null;
  hasNotBefore: boolean;
  notOnOrAfter: Date | undefined;
};

/** What one SAML response says. Everything under `assertion` is covered by the signature; `response` is not, and only narrows. */
export type AssertionFacts = {
  now: Date;
  clockSkewMs: number;
  expected: { issuer: string; acsUrl: string };
  response: { destination: string | null; inResponseTo: string | null; issuer: string | undefined };
  assertion: {
    id: string | null;
    issuer: string | undefined;
    nameIds: { value: string; format: string | null }[];
    confirmations: Confirmation[];
    conditionsUntil: Date | undefined;
    sessions: { index: string | null; at: Date | undefined; until: Date | undefined }[];
    attributes: Map<string, string>;
  };
};

const instant = (text: string | null | undefined): Date | undefined => {
  const at = text ? new Date(inUtc(text)) : undefined;
  return at && Number.isFinite(at.getTime()) ? at : undefined;
};

const textOf = (element: XmlElement | undefined): string | undefined =>
  withoutBlanks(element?.textContent ?? "") || undefined;

/** Reads a response that node-saml has verified: `signedXml` is exactly the bytes the signature covers. */
export const readAssertion = async (documents: {
  responseXml: string;
  signedXml: string;
}): Promise<Pick<AssertionFacts, "response" | "assertion">> => {
  const outer = await parseXml(documents.responseXml);
  const inner = await parseXml(documents.signedXml);
  const [response] = outer.elements(step("Response"));
  const [assertion] = inner.elements(step("Assertion"));
  const [conditions] = inner.elements(step("Assertion", "Conditions"));
  const attribute = `${step("Assertion", "AttributeStatement", "Attribute")}`;
  const names = inner.elements(attribute).map((element) => element.getAttribute("Name") ?? "");
  return {
    response: {
      destination: response?.getAttribute("Destination") || null,
      inResponseTo: response?.getAttribute("InResponseTo") || null,
      issuer: textOf(outer.elements(step("Response", "Issuer"))[0]),
    },
    assertion: {
      id: assertion?.getAttribute("ID") || null,
      issuer: textOf(inner.elements(step("Assertion", "Issuer"))[0]),
      nameIds: inner.elements(step("Assertion", "Subject", "NameID")).map((nameId) => ({
        value: textOf(nameId) ?? "",
        format: nameId.getAttribute("Format") || null,
      })),
      confirmations: readConfirmations(inner.elements),
      conditionsUntil: instant(conditions?.getAttribute("NotOnOrAfter")),
      sessions: inner.elements(step("Assertion", "AuthnStatement")).map((statement) => ({
        index: statement.getAttribute("SessionIndex") || null,
        at: instant(statement.getAttribute("AuthnInstant")),
        until: instant(statement.getAttribute("SessionNotOnOrAfter")),
      })),
      attributes: new Map(
        names.flatMap((name, index) => {
          const [value, ...more] = inner.elements(`(${attribute})[${index + 1}]${step("AttributeValue")}`);
          const text = more.length === 0 ? textOf(value) : undefined;
          return text === undefined ? [] : [[name, text] as const];
        }),
      ),
    },
  };
};

const readConfirmations = (elements: (path: string) => XmlElement[]): Confirmation[] => {
  const path = step("Assertion", "Subject", "SubjectConfirmation");
  return elements(path).map((confirmation, index) => {
    const [data] = elements(`(${path})[${index + 1}]${step("SubjectConfirmationData")}`);
    return {
      method: confirmation.getAttribute("Method"),
      recipient: data?.getAttribute("Recipient") || null,
      inResponseTo: data?.getAttribute("InResponseTo") || null,
      hasNotBefore: Boolean(data?.getAttribute("NotBefore")),
      notOnOrAfter: instant(data?.getAttribute("NotOnOrAfter")),
    };
  });
};
