import { isCutAtEnd } from "../core/credential-cuts.ts";
import type { StopScope } from "../core/emergency-stop.ts";
import { findHolds } from "../store/emergency-holds.ts";
import { readSettings } from "../store/settings.ts";
import { countWithin, findLongestCredentials, sampleWithin } from "../store/stop-progress.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";

const mostShown = 20;

/** What an emergency stop of this scope would end at this moment; for admins, and changes nothing. */
export const previewStop = async ({ db, clock }: CommandContext, facts: { caller: Caller; scope: StopScope }) => {
  await assertAdmin(db, facts.caller);
  const { scope } = facts;
  const id = scope.kind === "everything" ? null : scope.id;
  const { cutIssuedCredentials } = await readSettings(db);
  const holds = await findHolds(db, id === null ? [] : [id]);
  return {
    ...(await countWithin(db, scope)),
    sample: await sampleWithin(db, { scope, limit: mostShown }),
    credentialsExpireAt: await findLongestCredentials(db, { scope, now: clock.now() }),
    cutsBySettings: isCutAtEnd(cutIssuedCredentials, "emergency-stop"),
    heldAlready: holds.some((hold) => hold.scope.kind === "everything" || hold.scope.kind === scope.kind),
  };
};
