import type { ColumnType, Generated } from "kysely";
import type { Reason } from "../../core/decision.ts";
import type { EndReason, GrantState, Kept } from "../../core/grant.ts";
import type { Ground } from "../../core/grounds.ts";
import type { OperationKind } from "../../core/identity-center.ts";
import type { RequestState, Verdict } from "../../core/request.ts";
import type { JsonList } from "./json-column.ts";

export type RequestTable = {
  id: string;
  requesterId: string;
  accountIds: string[];
  permissionSetArn: string;
  askedStartsAt: Date | null;
  durationMinutes: number;
  ticket: string | null;
  justification: string | null;
  state: RequestState;
  approvalRequired: boolean;
  approvalsNeeded: number;
  createdAt: Date;
  expiresAt: Date;
  closedAt: Date | null;
  idempotencyKey: string | null;
  /** Of what was sent with that key: the same key with another body is refused. */
  idempotencyHash: string | null;
  /** The trace of the call that sent it. */
  traceParent: string | null;
  /** On what policies the request rested when it was sent. */
  grounds: JsonList<Ground>;
};

export type DecisionTable = {
  id: string;
  requestId: string;
  requesterId: string;
  deciderId: string | null;
  verdict: Verdict;
  comment: string | null;
  decidedAt: Date;
  /** When the request was made; written by the database itself. */
  requestedAt: ColumnType<Date, never, never>;
};

export type GrantTable = {
  id: string;
  requestId: string;
  /** The approving decision without which the row cannot exist. */
  decisionId: string;
  decisionVerdict: Generated<"approve">;
  personId: string;
  accountId: string;
  permissionSetArn: string;
  startsAt: Date;
  endsAt: Date;
  state: GrantState;
  endReason: EndReason | null;
  endedById: string | null;
  endComment: string | null;
  endCauses: JsonList<Reason>;
  endAskedAt: Date | null;
  activatedAt: Date | null;
  endedAt: Date | null;
  onStanding: Generated<boolean>;
  kept: Kept | null;
  failure: string | null;
  /** When AWS was last found not to hold what it had confirmed. */
  foundGoneAt: Date | null;
  createdAt: Date;
  /** On what policies it rested when it was granted. */
  grounds: JsonList<Ground>;
};

export type AssignmentTable = {
  personId: string;
  accountId: string;
  permissionSetArn: string;
  observed: Generated<"unknown" | "absent" | "present">;
  observedAt: Date | null;
  /** `ours`: Stint recorded that it was absent and then set out to create it. `standing`: it was there before us. */
  ownership: Generated<"none" | "ours" | "standing">;
  operationKind: OperationKind | null;
  /** Null while `operationKind` is set: the call was about to be sent and its answer is not known. */
  operationId: string | null;
  operationStartedAt: Date | null;
  /** AWS was seen to be done with it, which frees its place; how it went is not known yet. */
  operationOverAt: Date | null;
  /** Until then a create whose answer was lost may still take effect. */
  doubtUntil: Date | null;
  /** The same for a removal. */
  removalDoubtUntil: Date | null;
  attempts: Generated<number>;
  /** How often AWS has refused its removal since the last time that nothing was left to remove. */
  refusals: Generated<number>;
  lastError: string | null;
  /** When the engine looks at it next; null when there is nothing to do. */
  nextAt: Date | null;
  lane: Generated<"end" | "activate">;
  leaseHolder: string | null;
  leaseUntil: Date | null;
  unwantedSince: Date | null;
  /** The trace of the call that last gave the engine something to do here. */
  traceParent: string | null;
  /** Since when its removal waits for its account to come back into the organisation. */
  setAsideAt: Generated<Date | null>;
  /** A look at all that AWS holds missed it; the engine lists it once more. */
  missedAt: Date | null;
  /** A group's assignment, which is never made and only taken away after a finding. */
  isGroup: Generated<boolean>;
  /** By which finding something that Stint did not make is taken away. */
  findingId: string | null;
  /** An emergency stop ends it: before all other work. */
  urgent: Generated<boolean>;
};

export type GrantOverrunsTable = {
  id: 1;
  /** In seconds; the counts have one place more, for what is longer than all. */
  bounds: number[];
  elapsed: number[];
  early: number[];
  elapsedSeconds: number;
  earlySeconds: number;
};
