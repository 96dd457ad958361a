import type { StopScope } from "../../../src/core/emergency-stop.ts";

/** What people asked of Stint and what they were answered: all that is known of it from outside. */
export type Outcome = "trying" | "accepted" | "refused" | "unknown";

export const outcomeOf = ({ status }: { status: number }): Outcome => {
  if (status >= 200 && status < 300) return "accepted";
  // Only an answer says that nothing was done: whoever got none, or an apology, does not know.
  return status === 0 || status >= 500 ? "unknown" : "refused";
};

export type Form = {
  accountIds: string[];
  permissionSetArn: string;
  durationMinutes: number;
  startsAt: string | null;
};

/** From the first attempt until the answer; unknown when nobody ever answered. */
export type Span = { fromMs: number; untilMs: number; outcome: Outcome };

export type Sending = Span & { requesterId: string; form: Form; key: string; requestId?: string; refusals?: string[] };
export type Word = Span & { requestId: string; deciderId: string; verdict: "approve" | "reject" };
export type Ending = Span & { grantId: string; enderId: string; refusal?: string; status?: number };

/** An emergency stop; `liftFromMs`: the first attempt to lift it, `liftedMs`: from when on it was seen to hold nothing any more. */
export type Stop = Span & { scope: StopScope; hold: boolean; id?: string; liftFromMs?: number; liftedMs?: number };

export type KnownGrant = {
  id: string;
  requestId: string;
  key: { personId: string; accountId: string; permissionSetArn: string };
  startsAtMs: number;
  endsAtMs: number;
  /** As the API last showed it. */
  state: string;
  endReason: string | null;
  endAskedAtMs: number | null;
  failure: string | null;
  createdAtMs: number;
  endedAtMs: number | null;
};

export const createLedger = () => ({
  sendings: [] as Sending[],
  words: [] as Word[],
  endings: [] as Ending[],
  grants: new Map<string, KnownGrant>(),
  /** In which states each was shown, one after the other. */
  shownGrants: new Map<string, { state: string; atMs: number }[]>(),
  shownRequests: new Map<string, { state: string; atMs: number }[]>(),
  /** What an admin has, or may have, had removed or let stay, and when the fuse was reset. */
  removals: [] as { key: KnownGrant["key"]; fromMs: number }[],
  accepted: [] as KnownGrant["key"][],
  fuseResets: [] as number[],
  stops: [] as Stop[],
});

/** Notes that it was shown in this state, unless it was so before. */
export const noteShown = (
  shown: Map<string, { state: string; atMs: number }[]>,
  { id, state, atMs }: { id: string; state: string; atMs: number },
): void => {
  const before = shown.get(id) ?? [];
  if (before.at(-1)?.state !== state) shown.set(id, [...before, { state, atMs }]);
};

export type Ledger = ReturnType<typeof createLedger>;

export const isStoppedBy = (scope: StopScope, key: KnownGrant["key"]): boolean => {
  switch (scope.kind) {
    case "person":
      return scope.id === key.personId;
    case "account":
      return scope.id === key.accountId;
    case "permission-set":
      return scope.id === key.permissionSetArn;
    case "everything":
      return true;
  }
};

/**
 * Until when this could rightly be had, at the latest and at the earliest: an end whose answer was lost may count, or not. A stop ends
 * what was there when it was answered.
 */
export const wantedUntil = (
  { endings, stops }: Ledger,
  grant: KnownGrant,
): { latestMs: number; earliestMs: number } => {
  const ends: Span[] = [
    ...endings.filter(({ grantId }) => grantId === grant.id),
    ...stops.filter((stop) => isStoppedBy(stop.scope, grant.key) && grant.createdAtMs <= stop.untilMs),
  ].filter(({ outcome }) => outcome !== "refused");
  const sure = ends.filter(({ outcome }) => outcome === "accepted").map(({ untilMs }) => untilMs);
  const bySystem = grant.endAskedAtMs === null ? [] : [grant.endAskedAtMs];
  return {
    latestMs: Math.min(grant.endsAtMs, ...sure, ...bySystem),
    earliestMs: Math.min(grant.endsAtMs, ...ends.map(({ fromMs }) => fromMs), ...bySystem),
  };
};
