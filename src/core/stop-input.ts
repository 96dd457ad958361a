import { createHash } from "node:crypto";
import type { StopScope } from "./emergency-stop.ts";
import { tidied } from "./plain-words.ts";

/** What an admin asks for. */
export type StopInput = {
  scope: StopScope;
  comment: string;
  /** Absent: it goes on holding its scope until an admin lifts it. */
  hold?: boolean | undefined;
  cutCredentials?: boolean | undefined;
};

export type TidyStop = { scope: StopScope; comment: string | null; hold: boolean; cutCredentials: boolean };

export const tidyStop = (input: StopInput): TidyStop => ({
  scope: input.scope,
  comment: tidied(input.comment),
  hold: input.hold ?? true,
  cutCredentials: input.cutCredentials ?? false,
});

/** What a repeated asking is compared by. */
export const stopHash = ({ scope, comment, hold, cutCredentials }: TidyStop): string =>
  createHash("sha256")
    .update(JSON.stringify([scope.kind, scope.kind === "everything" ? null : scope.id, comment, hold, cutCredentials]))
    .digest("base64url");
