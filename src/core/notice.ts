import type { Grant } from "./grant.ts";
import type { AccessRequest, Verdict } from "./request.ts";
import type { SessionLengths } from "./session-lengths.ts";

/** What people hear of; who hears what stands in `notice-audience.ts`. */
export type NoticeKind =
  | "request.asked"
  | "request.approved"
  | "request.rejected"
  | "request.cancelled"
  | "request.expired"
  | "grant.started"
  | "grant.ended"
  | "grant.activation-unconfirmed"
  | "grant.activation-failed"
  | "grant.removal-unconfirmed";

export type Notice = { id: string; kind: NoticeKind; requestId: string; grantId: string | null; createdAt: Date };

/** The ways by which people may be told. */
export const channels = ["email", "sns", "slack", "teams", "webhook"] as const;
export type Channel = (typeof channels)[number];

/** Why someone hears of it. */
export type NoticeRole = "approver" | "requester" | "admin" | "audit";

/** One decision as a notice tells it; without a name, policy decided. */
type ToldDecision = { deciderName: string | null; verdict: Verdict; comment: string | null };

/**
 * Everything a channel needs to tell of a notice, read when the message is sent: the state in it is the true one at that
 * moment, also when the message was held up for hours. A name whose bearer is gone from the directory is its id.
 */
export type NoticeFacts = {
  notice: Notice;
  request: AccessRequest;
  requesterName: string;
  permissionSetName: string;
  /** Undefined when the permission set was never known. */
  sessions: SessionLengths | undefined;
  /** The account of the grant, or all accounts of the request. */
  accounts: { id: string; name: string }[];
  decisions: ToldDecision[];
  grant: Grant | null;
  endedByName: string | null;
  /** Until when the person keeps the access by other grants; null when no other grant keeps it. */
  goesOnUntil: Date | null;
  /** What last stood in the way, of a start or a removal that AWS has not confirmed. */
  lastError: string | null;
  portalUrl: string | null;
};
