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

const signsSafely: Check<string> = (xml) =>
  unless(
    [...xml.matchAll(/<(?:[\w.-]+:)?(?:SignatureMethod|DigestMethod)\s[^>]*?Algorithm\s*=\s*["']([^"']*)["']/g)].every(
      ([, algorithm]) => safeAlgorithms.has(algorithm ?? ""),
    ),
    "sign-in.weak-signature",
  );

/** Asked of the text as it came, before any parser sees it. */
export const markupChecks: readonly { spec: string; check: Check<string> }[] = [
  { spec: "Exclusive XML Canonicalization §1.1 and CERT VU#475445: no comments", check: hasNoComments },
  { spec: "SAML Core §1.1 and OWASP XXE: no DTD, no CDATA", check: hasNoDoctype },
  { spec: "XML Signature §8.1: no processing instructions", check: hasNoInstructions },
  { spec: "RFC 9231 §2.1 and NIST SP 800-131A: no SHA-1", check: signsSafely },
];
