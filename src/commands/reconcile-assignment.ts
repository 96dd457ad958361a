import type { AssignmentApi, AssignmentKey } from "../core/identity-center.ts";
import { CloudError } from "../core/identity-center.ts";
import type { Step } from "../core/reconciliation.ts";
import { untraced } from "../core/tracing.ts";
import type { EndLane } from "../store/due-assignments.ts";
import { knownOperationIds } from "../store/operations-under-way.ts";
import { advanceAssignment } from "./advance-assignment.ts";
import type { Engine, Result } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";

/** What is to be worked on, and what is known of it besides its row. */
type Due = AssignmentKey & {
  traceParent?: string | null;
  /** It was claimed to be taken away: a call is needed in any case, and no time is lost by asking first whether it is. */
  endsIn?: EndLane | null;
  /** What AWS said of the operation under way. */
  told?: Result;
};

/**
 * Brings one assignment as far as it goes now: decides, makes one call, records the answer, and again, until there is nothing to do
 * at this instant. The caller holds the lease. A crash between any two lines loses nothing: the intention is recorded before each
 * write, the answer after it, and whoever comes next starts from the rows.
 */
export const reconcileAssignment = (ctx: CommandContext, engine: Engine, due: Due): Promise<void> => {
  const attributes = {
    "stint.person.id": due.personId,
    "stint.account.id": due.accountId,
    "stint.permission_set.arn": due.permissionSetArn,
  };
  return (ctx.tracing ?? untraced).span(
    "reconcile assignment",
    { kind: "consumer", attributes, continues: due.traceParent ?? null },
    () => bringForward(ctx, engine, due),
  );
};

const bringForward = async (ctx: CommandContext, engine: Engine, due: Due): Promise<void> => {
  const { traceParent: _, endsIn, told, ...key } = due;
  let result = told;
  let hasCall = false;
  let intendedAt: Date | undefined;
  if (endsIn) {
    await engine.pace(endsIn);
    hasCall = true;
  }
  for (;;) {
    const decided = await advanceAssignment(ctx, engine, key, { result, intendedAt, mayWrite: hasCall });
    if (decided.step.do === "nothing") return;
    if (!hasCall) await engine.pace(decided.lane);
    // The budget comes first: an intention keeps its place from the moment it is recorded, so it must not wait in line.
    const isWrite = decided.step.do === "create" || decided.step.do === "remove";
    const plan = isWrite && !hasCall ? await advanceAssignment(ctx, engine, key, { mayWrite: true }) : decided;
    if (plan.step.do === "nothing") return;
    hasCall = false;
    intendedAt = plan.intendedAt;
    if (mayBeOver(ctx, engine, plan.leaseUntil)) return;
    result = await perform(ctx, engine.api, plan.key, plan.step);
  }
};

/**
 * A worker that was held up, or lost the lock by which others see that it lives, must not send what somebody else may have made
 * up for since.
 */
const mayBeOver = (ctx: CommandContext, engine: Engine, leaseUntil: Date): boolean =>
  leaseUntil.getTime() - ctx.clock.now().getTime() < engine.leaseMs / 2 || engine.lock?.isHeld() === false;

const perform = async (
  ctx: CommandContext,
  api: AssignmentApi,
  key: AssignmentKey,
  step: Exclude<Step, { do: "nothing" }>,
): Promise<Result> => {
  try {
    switch (step.do) {
      case "list":
        return { outcome: { of: "list", present: await api.isAssigned(key) } };
      case "create":
        return fromStatus("create", await api.create(key));
      case "remove":
        return fromStatus("delete", await api.remove(key));
      case "poll":
        return fromStatus(step.kind, await api.status(step.kind, step.operationId));
      case "look-for-lost-create": {
        const known = await knownOperationIds(ctx.db);
        const strangers = (await api.underWay("create")).filter((id) => !known.has(id));
        return { outcome: { of: strangers.length > 0 ? "maybe-lost-create" : "no-lost-create" } };
      }
    }
  } catch (problem) {
    if (!(problem instanceof CloudError)) throw problem;
    return fromProblem(step, problem);
  }
};

const fromStatus = (kind: "create" | "delete", status: Awaited<ReturnType<AssignmentApi["status"]>>): Result => {
  switch (status.state) {
    case "in-progress":
      return { outcome: { of: "accepted", kind, operationId: status.operationId }, pause: true };
    case "succeeded":
      return { outcome: { of: "succeeded", kind } };
    case "failed":
      return {
        outcome: { of: "failed", kind, reason: status.reason },
        trouble: status.reason,
        isRefusal: true,
        ...(kind === "create" ? { final: true } : {}),
      };
  }
};

const fromProblem = (step: Step, problem: CloudError): Result => {
  const trouble = `${problem.operation}: ${problem.message}`;
  const isRefusal = problem.problem === "refused";
  const retry = { trouble, isRefusal, ...(problem.retryAfterMs ? { retryAfterMs: problem.retryAfterMs } : {}) };
  if (step.do === "create" || step.do === "remove") {
    const kind = step.do === "create" ? ("create" as const) : ("delete" as const);
    if (problem.problem === "unavailable") return { outcome: { of: "lost", kind }, ...retry };
    if (problem.problem === "not-found" && kind === "delete") return { outcome: { of: "missing" } };
    const final = kind === "create" && (problem.problem === "refused" || problem.problem === "not-found");
    return { outcome: { of: "not-taken", kind }, ...retry, ...(final ? { final } : {}) };
  }
  // What the listing or the status is about is gone from AWS altogether, and an assignment cannot outlive it.
  if (problem.problem === "not-found" && step.do === "list") return { outcome: { of: "missing" } };
  if (problem.problem === "not-found" && step.do === "poll")
    return { outcome: { of: "lost-track", kind: step.kind }, ...retry };
  return { outcome: null, ...retry };
};
