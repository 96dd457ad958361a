/** The port to Identity Center. AWS's exceptions arrive as these four words; nothing of the SDK is seen outside the adapter. */
export type CloudProblem = "throttled" | "conflict" | "unavailable" | "refused" | "not-found";

export class CloudError extends Error {
  readonly problem: CloudProblem;
  /** Which call it was, in AWS's word. */
  readonly operation: string;
  /** AWS asked for this pause. */
  readonly retryAfterMs: number | undefined;

  constructor(facts: {
    problem: CloudProblem;
    operation: string;
    message: string;
    retryAfterMs?: number;
    cause?: unknown;
  }) {
    super(facts.message, { cause: facts.cause });
    this.name = "CloudError";
    this.problem = facts.problem;
    this.operation = facts.operation;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** The tuple Identity Center holds at most once. `isGroup`: what stands in `personId` is a group, whose assignment is only ever taken away. */
export type AssignmentKey = { personId: string; accountId: string; permissionSetArn: string; isGroup?: boolean };

export type OperationKind = "create" | "delete";

export type OperationStatus =
  | { state: "in-progress"; operationId: string }
  | { state: "succeeded"; operationId: string }
  | { state: "failed"; operationId: string; reason: string };

/** Assignments as the engine needs them. Each function makes exactly one AWS call, and throws `CloudError` only. */
export type AssignmentApi = {
  /** Whether the person themself (not a group) holds the assignment now. Follows page tokens: one call a page. */
  isAssigned(key: AssignmentKey): Promise<boolean>;
  create(key: AssignmentKey): Promise<OperationStatus>;
  remove(key: AssignmentKey): Promise<OperationStatus>;
  status(kind: OperationKind, operationId: string): Promise<OperationStatus>;
  /** The ids of every operation of this kind still under way, in one call. */
  underWay(kind: OperationKind): Promise<string[]>;
  /** What AWS says of those operations of this kind that it tells of first, in one call; which these are is its own affair. */
  firstListed(kind: OperationKind): Promise<{ id: string; state: OperationStatus["state"] }[]>;
};
