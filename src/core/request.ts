/**
 * A request is what someone asks for: one role in one or more accounts, for a while, with a reason.
 *
 * PENDING: waits for decisions. Entered when sent and approval is required. Left by enough approvals, one rejection, the
 * requester's cancelling, or the passing of `expiresAt`.
 * APPROVED: an allowed decision is recorded and the grants exist. REJECTED, CANCELLED, EXPIRED: nothing was or will be granted.
 * There is no way back from any of the four.
 */
export type RequestState = "pending" | "approved" | "rejected" | "cancelled" | "expired";

export type AccessRequest = {
  id: string;
  requesterId: string;
  accountIds: string[];
  permissionSetArn: string;
  /** The start that was asked for; null means as soon as approved. */
  askedStartsAt: Date | null;
  durationMinutes: number;
  ticket: string | null;
  justification: string | null;
  state: RequestState;
  approvalRequired: boolean;
  approvalsNeeded: number;
  createdAt: Date;
  /** When it expires if still pending. */
  expiresAt: Date;
  /** When it left `pending`. */
  closedAt: Date | null;
};

export type Verdict = "approve" | "reject";

/** One decider's word on one request. `deciderId` is null when policy decided. */
export type RecordedDecision = {
  id: string;
  requestId: string;
  requesterId: string;
  deciderId: string | null;
  verdict: Verdict;
  comment: string | null;
  decidedAt: Date;
};
