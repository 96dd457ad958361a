import type { emergencyStopOperations as operations } from "../../contract/emergency-stop-operations.ts";
import type { Answer } from "../../contract/operation.ts";
import { oneLine } from "../plain.ts";
import type { Screen } from "../screen.ts";
import { localTime } from "../times.ts";

export type Stop = Answer<typeof operations.get>;
export type StopPreview = Answer<typeof operations.preview>;

const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

const kinds: Record<string, string> = {
  person: "all access of",
  account: "all access to",
  "permission-set": "all access by",
};

/** “all access of Amira Haddad”. */
export const spokenScope = ({ kind, id, name }: Stop["scope"]): string =>
  kind === "everything" ? "all access there is" : `${kinds[kind] ?? kind} ${name ?? id ?? ""}`;

/** How far it is, as AWS confirmed it. */
export const spokenProgress = ({ progress, left, carriedOutAt }: Stop): string => {
  const parts = [
    `${progress.ended} of ${progress.grants} ended`,
    progress.ending > 0 ? `${progress.ending} ending` : "",
    left.grants + left.requests > 0 ? `${left.grants} accesses and ${left.requests} requests still to come to` : "",
    carriedOutAt === null ? "not all begun yet" : "",
    progress.lastError ? `AWS says: ${progress.lastError}` : "",
  ];
  return parts.filter(Boolean).join("; ");
};

export const isOver = ({ progress, left, carriedOutAt }: Stop): boolean =>
  carriedOutAt !== null && progress.ending === 0 && left.grants === 0 && left.requests === 0;

export const showStop = (screen: Screen, stop: Stop): void => {
  const { credentials, progress, lift } = stop;
  screen.facts([
    ["Stop", stop.id],
    ["Scope", spokenScope(stop.scope)],
    ["Why", stop.comment],
    ["Asked by", `${stop.askedBy.displayName} at ${localTime(stop.askedAt)}`],
    ["Access", spokenProgress(stop)],
    ["Requests", `${stop.cancelledRequests} cancelled`],
    [
      "Standing",
      progress.onStanding > 0
        ? `${progress.onStanding} assignments were there before Stint and stay: remove them by hand`
        : null,
    ],
    ["Hold", stop.holds ? "nothing in its scope can be asked for, approved or started" : "nothing is held"],
    ["Lifted", lift ? `by ${lift.by.displayName} at ${localTime(lift.at)}: ${lift.comment}` : null],
    [
      "Credentials",
      credentials.expireAt
        ? `issued before, they can live until ${localTime(credentials.expireAt)} where nothing cuts them`
        : null,
    ],
    [
      "Cut",
      stop.cutCredentials ? `${credentials.cutsInForce} denied by AWS, ${credentials.cutsAsked} asked for` : null,
    ],
    ["Trouble", stop.lastError],
  ]);
};

/** What would end, before it does. */
export const showPreview = (screen: Screen, preview: StopPreview): void => {
  const { scheduled, activating, active, ending } = preview.grants;
  screen.note(
    `This ends ${oneLine(spokenScope(preview.scope))}: ${active} active, ${activating} activating, ${scheduled} scheduled; ${ending} are ending already.`,
  );
  screen.note(
    `${counted(preview.people, "person loses", "people lose")} access, ${counted(preview.pendingRequests, "request that waits is", "requests that wait are")} cancelled.`,
  );
  for (const one of preview.sample)
    screen.note(
      oneLine(`  ${one.person.displayName}: ${one.permissionSet.name} in ${one.account.name} (${one.state})`),
    );
  if (preview.heldAlready) screen.note("An emergency stop holds all of it already.");
  if (preview.credentialsExpireAt && !preview.cutsBySettings)
    screen.note(
      `Credentials issued by now can live until ${localTime(preview.credentialsExpireAt)}; --cut-credentials has AWS deny them.`,
    );
};
