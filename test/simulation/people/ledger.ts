/** What people asked of Stint and what they were answered: all that is known of it from outside. */
export type Outcome = "trying" | "accepted" | "refused" | "unknown";

export type Form = {
  accountIds: string[];
  permissionSetArn: string;
  durationMinutes: number;
  startsAt: string | null;
};

/** From the first attempt until the answer; unknown when nobody ever answered. */
export type Span = { fromMs: number; untilMs: number; outcome: Outcome };

export type Sending = Span & { requesterId: string; form: Form; key: string; requestId?: string };
export type Word = Span & { requestId: string; deciderId: string; verdict: "approve" | "reject" };
export type Ending = Span & { grantId: string; enderId: string; refusal?: string };

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
};

export const createLedger = () => ({
  sendings: [] as Sending[],
  words: [] as Word[],
  endings: [] as Ending[],
  grants: new Map<string, KnownGrant>(),
});

export type Ledger = ReturnType<typeof createLedger>;

/** Until when this could rightly be had, at the latest and at the earliest: an end whose answer was lost may count, or not. */
export const wantedUntil = ({ endings }: Ledger, grant: KnownGrant): { latestMs: number; earliestMs: number } => {
  const ends = endings.filter(({ grantId, outcome }) => grantId === grant.id && outcome !== "refused");
  const sure = ends.filter(({ outcome }) => outcome === "accepted").map(({ untilMs }) => untilMs);
  const bySystem = grant.endAskedAtMs === null ? [] : [grant.endAskedAtMs];
  return {
    latestMs: Math.min(grant.endsAtMs, ...sure, ...bySystem),
    earliestMs: Math.min(grant.endsAtMs, ...ends.map(({ fromMs }) => fromMs), ...bySystem),
  };
};
