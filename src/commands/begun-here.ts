import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { isSecret } from "../core/secret-hash.ts";
import type { SignInRequest } from "../store/sign-ins.ts";

const unknownRequest = refuse(
  "sign-in.unknown-request",
  "This answers a sign-in that Stint did not start, or that took too long. Sign in again.",
);

const otherBrowser = refuse(
  "sign-in.other-browser",
  "This sign-in was begun in another browser, or your browser keeps no cookies for Stint. Sign in again here.",
);

/**
 * The request that an answer belongs to, refused when there is none or when another browser began it: nobody is brought into a session
 * by an answer that somebody else asked for. `browser` is the secret in the cookie that came with the answer, if one did.
 */
export const begunHere = (request: SignInRequest | undefined, browser: string | undefined): SignInRequest => {
  if (!request) throw new Refusal("forbidden", [unknownRequest]);
  const { browserHash } = request;
  if (browserHash !== null && (browser === undefined || !isSecret(browser, browserHash)))
    throw new Refusal("forbidden", [otherBrowser]);
  return request;
};
