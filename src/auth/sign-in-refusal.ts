import { Refusal } from "../core/refusal.ts";

/** Why nobody was signed in. The codes are stable; the sentence is for the person at the browser and gives no secret away. */
const messages = {
  "sign-in.malformed": "What the access portal sent could not be read. Start again from the access portal.",
  "sign-in.declined": "The access portal did not sign you in. Start again from the access portal.",
  "sign-in.bad-signature": "The sign-in is not signed by the access portal that Stint trusts.",
  "sign-in.weak-signature":
    "The sign-in is signed in a way that is no longer safe. The access portal must sign with SHA-256 or better.",
  "sign-in.encrypted":
    "The sign-in is encrypted, which Stint does not read. Switch encryption off in the application's settings; the signature protects it.",
  "sign-in.wrong-issuer": "The sign-in comes from another identity provider than the one Stint trusts.",
  "sign-in.wrong-audience":
    "The sign-in was made for another application. Check the audience (entity ID) in the application's settings.",
  "sign-in.wrong-recipient":
    "The sign-in was made for another address. Check the ACS URL in the application's settings.",
  "sign-in.not-yet-valid": "The sign-in is not valid yet. The clocks of Stint and of the access portal disagree.",
  "sign-in.expired": "The sign-in is no longer valid. Start again from the access portal.",
  "sign-in.unknown-request":
    "This answers a sign-in that Stint did not start, or that took too long. Start again from the access portal.",
  "sign-in.no-subject":
    "The sign-in does not say clearly who you are. Check the attribute mappings in the application's settings.",
  "sign-in.provider-unreadable":
    "Stint cannot read the metadata of its identity provider at the moment. Try again in a minute.",
} as const;

export type SignInProblem = keyof typeof messages;

export const signInReason = (code: SignInProblem) => ({ code, message: messages[code] });

export const signInRefusal = (code: SignInProblem): Refusal => {
  const kind =
    code === "sign-in.malformed" ? "invalid" : code === "sign-in.provider-unreadable" ? "unavailable" : "forbidden";
  return new Refusal(kind, [signInReason(code)]);
};
