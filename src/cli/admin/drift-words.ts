import type { driftOperations } from "../../contract/drift.ts";
import type { Answer } from "../../contract/operation.ts";
import type { Screen } from "../screen.ts";
import { localTime } from "../times.ts";

export type Finding = Answer<typeof driftOperations.findings>["items"][number];

export const kindWords: Record<string, string> = {
  foreign: "held otherwise than through Stint",
  forgotten: "made before a restore, and forgotten",
};

const stateWords: Record<string, string> = {
  open: "undecided",
  accepted: "may stay",
  removing: "is being taken away",
  removed: "taken away",
  gone: "somebody took it away",
  unwatched: "no longer looked for",
};

export const spokenHolder = ({ principal }: Finding): string =>
  `${principal.name}${principal.kind === "group" ? " (group)" : ""}`;

/** “Amira Haddad: DatabaseAdmin in payments-prod”. */
export const spokenFinding = (finding: Finding): string =>
  `${spokenHolder(finding)}: ${finding.permissionSet.name} in ${finding.account.name}`;

/** Where it stands, with AWS's words when it refused. */
export const spokenState = ({ state, lastError }: Finding): string =>
  `${stateWords[state] ?? state}${lastError ? `; AWS says: ${lastError}` : ""}`;

const askedBy = ({ removalBecause, removalAskedBy, removalAskedAt }: Finding): string | null => {
  if (removalBecause === null) return null;
  const who = removalBecause === "setting" ? "the settings" : (removalAskedBy?.displayName ?? "an admin");
  return `asked for by ${who}${removalAskedAt ? ` at ${localTime(removalAskedAt)}` : ""}`;
};

/** One finding, on one screen. */
export const showFinding = (screen: Screen, finding: Finding): void =>
  screen.facts([
    ["Finding", finding.id],
    ["State", spokenState(finding)],
    ["What", kindWords[finding.kind] ?? finding.kind],
    ["Who", spokenHolder(finding)],
    ["Role", finding.permissionSet.name],
    ["Account", `${finding.account.name} (${finding.account.id})`],
    ["Found", localTime(finding.foundAt)],
    ["Last seen", localTime(finding.lastSeenAt)],
    ["May stay", finding.acceptedBy ? `said by ${finding.acceptedBy.displayName}` : null],
    ["Removal", askedBy(finding)],
    ["Comment", finding.comment],
  ]);
