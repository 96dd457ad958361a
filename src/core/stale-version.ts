import { refuse } from "./decision.ts";
import { Refusal } from "./refusal.ts";

/** Someone else changed it since the caller read it. */
export const staleVersion = (what: string, current: number): Refusal =>
  new Refusal("conflict", [
    refuse(
      `${what}.changed-meanwhile`,
      `Somebody changed it meanwhile; it is at version ${current} now. Read it again and repeat your change on what it has become.`,
      "version",
    ),
  ]);
