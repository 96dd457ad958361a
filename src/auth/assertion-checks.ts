import { type Check, pass, type Reason } from "../core/decision.ts";
import { addMilliseconds } from "../core/time.ts";
import type { AssertionFacts } from "./assertion-facts.ts";
import { type SignInProblem, signInReason } from "./sign-in-refusal.ts";

const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

const unless = (holds: boolean, code: SignInProblem): Reason | undefined => (holds ? pass : signInReason(code));

const isPast = ({ now, clockSkewMs }: AssertionFacts, end: Date) => now >= addMilliseconds(end, clockSkewMs);

const bearerConfirmations = ({ assertion }: AssertionFacts) =>
  assertion.confirmations.filter(({ method, hasNotBefore }) => method === bearer && !hasNotBefore);

const comesFromOurProvider: Check<AssertionFacts> = ({ assertion, response, expected }) =>
  unless(
    assertion.issuer === expected.issuer && (response.issuer ?? expected.issuer) === expected.issuer,
    "sign-in.wrong-issuer",
  );

const wasSentToUs: Check<AssertionFacts> = ({ response, expected }) =>
  unless(response.destination === null || response.destination === expected.acsUrl, "sign-in.wrong-recipient");

const isMeantForUs: Check<AssertionFacts> = (facts) =>
  unless(
    bearerConfirmations(facts).some(({ recipient }) => recipient === facts.expected.acsUrl),
    "sign-in.wrong-recipient",
  );

const isDeliveredInTime: Check<AssertionFacts> = (facts) =>
  unless(
    bearerConfirmations(facts).every(({ notOnOrAfter }) => notOnOrAfter && !isPast(facts, notOnOrAfter)),
    "sign-in.expired",
  );

const answersOneRequest: Check<AssertionFacts> = (facts) => {
  const asked = bearerConfirmations(facts).map(({ inResponseTo }) => inResponseTo);
  return unless(
    asked.every((id) => id === facts.response.inResponseTo),
    "sign-in.unknown-request",
  );
};

const namesOnePerson: Check<AssertionFacts> = ({ assertion }) =>
  unless(assertion.nameIds.length === 1 && assertion.nameIds[0]?.value !== "", "sign-in.no-subject");

const hasAnId: Check<AssertionFacts> = ({ assertion }) => unless(assertion.id !== null, "sign-in.malformed");

const saysHowTheySignedIn: Check<AssertionFacts> = ({ assertion }) =>
  unless(assertion.sessions.length > 0, "sign-in.malformed");

const sessionThereGoesOn: Check<AssertionFacts> = (facts) =>
  unless(
    facts.assertion.sessions.every(({ until }) => !until || !isPast(facts, until)),
    "sign-in.expired",
  );

/**
 * What node-saml leaves to us. It has verified the one signature over the one assertion, the audience and the time in its conditions;
 * the command that signs in makes each assertion and each request good for one use.
 */
export const assertionChecks: readonly { spec: string; check: Check<AssertionFacts> }[] = [
  { spec: "SAML Profiles §4.1.4.2: the issuer is our identity provider", check: comesFromOurProvider },
  { spec: "SAML Bindings §3.5.5.2: Destination, where given, is the address it arrived at", check: wasSentToUs },
  { spec: "SAML Profiles §4.1.4.3: a bearer confirmation names our ACS as Recipient", check: isMeantForUs },
  { spec: "SAML Profiles §4.1.4.3: NotOnOrAfter of the confirmation has not passed", check: isDeliveredInTime },
  {
    spec: "SAML Profiles §4.1.4.3: signed InResponseTo is that of the response, or both absent",
    check: answersOneRequest,
  },
  { spec: "SAML Core §2.4.1: exactly one subject, with a name", check: namesOnePerson },
  { spec: "SAML Core §1.3.4: the assertion has an ID, without which a replay could not be told", check: hasAnId },
  { spec: "SAML Profiles §4.1.4.2: there is an authentication statement", check: saysHowTheySignedIn },
  { spec: "SAML Core §2.7.2: SessionNotOnOrAfter has not passed", check: sessionThereGoesOn },
];
