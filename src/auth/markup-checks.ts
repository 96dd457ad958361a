import { type Check, pass } from "../core/decision.ts";
import { type SignInProblem, signInReason } from "./sign-in-refusal.ts";

const safeAlgorithms = new Set([
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512",
]);

const unless = (holds: boolean, code: SignInProblem) => (holds ? pass : signInReason(code));

const withoutDeclaration = (xml: string) => xml.replace(/^\s*<\?xml\s[^<>]*\?>/, "");

/** Canonicalization drops comments before the signature is checked, parsers split the text around them: user<!---->@evil. */
const hasNoComments: Check<string> = (xml) => unless(!xml.includes("<!--"), "sign-in.malformed");

const hasNoDoctype: Check<string> = (xml) => unless(!/<!(?!--)/.test(xml), "sign-in.malformed");

const hasNoInstructions: Check<string> = (xml) => unless(!withoutDeclaration(xml).includes("<?"), "sign-in.malformed");

const methodTags = /<(?:[^\s<>/:"'=]+:)?(?:SignatureMethod|DigestMethod)(?=[\s/>])/g;
const methods = /<(?:[^\s<>/:"'=]+:)?(?:SignatureMethod|DigestMethod)\s+Algorithm\s*=\s*(["'])([^"'<>]*)\1\s*\/?>/g;

/** Each one that is there must be written plainly and be safe: what this does not recognise is taken for weak. */
const signsSafely: Check<string> = (xml) => {
  const safe = [...xml.matchAll(methods)].filter(([, , algorithm]) => safeAlgorithms.has(algorithm ?? ""));
  return unless(safe.length === [...xml.matchAll(methodTags)].length, "sign-in.weak-signature");
};

/** Identity Center sends one assertion in one response. Whatever else calls itself one is there to be taken for it. */
const hasOneAssertion: Check<string> = (xml) =>
  unless(
    ["Assertion", "Response"].every(
      (name) => [...xml.matchAll(new RegExp(`<(?:[^\\s<>/:"'=]+:)?${name}(?=[\\s/>])`, "g"))].length <= 1,
    ),
    "sign-in.malformed",
  );

const isNotEncrypted: Check<string> = (xml) =>
  unless(!/<(?:[^\s<>/:"'=]+:)?Encrypted(?:Assertion|ID|Attribute)[\s/>]/.test(xml), "sign-in.encrypted");

/** Asked of the text as it came, before any parser sees it. */
export const markupChecks: readonly { spec: string; check: Check<string> }[] = [
  { spec: "Exclusive XML Canonicalization §1.1 and CERT VU#475445: no comments", check: hasNoComments },
  { spec: "SAML Core §1.1 and OWASP XXE: no DTD, no CDATA", check: hasNoDoctype },
  { spec: "XML Signature §8.1: no processing instructions", check: hasNoInstructions },
  { spec: "RFC 9231 §2.1 and NIST SP 800-131A: no SHA-1, no HMAC", check: signsSafely },
  { spec: "Somorovsky et al. (2012), signature wrapping: one response, one assertion", check: hasOneAssertion },
  {
    spec: "SAML Core §2.3.4: encrypted assertions may be declined; Stint publishes no key for them",
    check: isNotEncrypted,
  },
];
