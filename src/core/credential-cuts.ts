import type { EndReason } from "./grant.ts";
import { lastExpiryAt, type SessionLengths } from "./session-lengths.ts";

/** When credentials that were issued under a grant are cut as it ends: never, when somebody or something ended it early, or always. */
export type CutIssuedCredentials = "never" | "early-end" | "every-end";

/**
 * ASKED: the grant is over and its credentials are to be cut. Left for `in-force` when AWS confirmed the policy that does, for `lapsed`
 * when the credentials expired before it did, or cutting was switched off.
 * IN FORCE: AWS was read back holding it, attached. Left for `asked` when it is found gone or there is no room for it any more, for
 * `lifted` once the last credential has expired, or cutting was switched off, and AWS no longer holds it.
 * LIFTED, LAPSED: final.
 */
export type CutState = "asked" | "in-force" | "lifted" | "lapsed";

/** One person's credentials for one role in one account, issued before an instant, are good for nothing until they expire anyway. */
export type CredentialCut = {
  id: string;
  personId: string;
  accountId: string;
  /** Null when it is not known any more: then every Identity Center role in the account is meant. */
  permissionSetName: string | null;
  /** A whole second: AWS tells no finer when credentials were issued. */
  before: Date;
  until: Date;
  /** Somebody or something ended the grant before its time. */
  isEarly: boolean;
};

/** Our clock may be behind AWS's, and AWS may hand out the last ones while it confirms the end. */
const marginMs = 5_000;

/**
 * What must be cut when AWS confirmed the end: all issued before, until the last of them has expired. Never an empty time, whatever
 * duration the directory holds: an end is recorded together with its cut, and nothing may keep it from being recorded.
 */
export const cutWindow = (endedAt: Date, role: SessionLengths | undefined): { before: Date; until: Date } => {
  const before = new Date(Math.ceil((endedAt.getTime() + marginMs) / 1_000) * 1_000);
  return { before, until: lastExpiryAt(before, role) };
};

export const isCutAtEnd = (setting: CutIssuedCredentials, reason: EndReason | null): boolean =>
  setting === "every-end" || (setting === "early-end" && reason !== "elapsed");
