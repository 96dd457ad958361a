import { type Grant, spokenCauses, spokenGrant } from "../asking/request-words.ts";
import type { Screen } from "../screen.ts";
import { localTime } from "../times.ts";

const credentials = ({ credentialsExpireAt, credentialsCut }: Grant): string | null => {
  if (credentialsCut) {
    const words = credentialsCut.waits ? "wait to be cut: there is no room in the policy" : credentialsCut.state;
    return `${words}; the last expire at ${localTime(credentialsCut.expiresAt)}`;
  }
  return credentialsExpireAt ? `those issued just before the end work until ${localTime(credentialsExpireAt)}` : null;
};

const kept = {
  "by-another-grant": "another access wants it",
  standing: "it was there before Stint",
  "account-gone": "the account left the organisation; should it come back, Stint removes it",
};

/** One access, on one screen. */
export const showGrant = (screen: Screen, grant: Grant): void =>
  screen.facts([
    ["Access", grant.id],
    ["State", grant.state],
    ["", spokenGrant(grant)],
    ["What changed", spokenCauses(grant)],
    ["Who", `${grant.person.displayName}${grant.person.userName ? ` (${grant.person.userName})` : ""}`],
    ["Role", grant.permissionSet.name],
    ["Account", `${grant.account.name} (${grant.accountId})`],
    ["From", localTime(grant.activatedAt ?? grant.startsAt)],
    ["Until", localTime(grant.endedAt ?? grant.endsAt)],
    ["Assignment", grant.kept ? `stayed: ${kept[grant.kept] ?? grant.kept}` : null],
    ["Standing", grant.onStanding ? "the assignment was there before Stint, and stays" : null],
    ["Credentials", credentials(grant)],
    ["Request", grant.requestId],
  ]);
