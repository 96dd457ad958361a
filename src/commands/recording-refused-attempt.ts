import { Refusal } from "../core/refusal.ts";
import { untraced } from "../core/tracing.ts";
import { appendAudit } from "../store/audit-events.ts";
import { findTraceOfRequest } from "../store/requests.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";

/** What auditors want to know of besides missing authority, even when the form was wrong too. */
const alwaysMatters = new Set([
  "eligibility.missing",
  "account.management-excluded",
  "permission-set.management-excluded",
  "approval.no-one-can-approve",
  "approval.too-few-approvers",
  "emergency-stop.holds",
]);

const matters = (refusal: Refusal) =>
  refusal.kind === "forbidden" || refusal.reasons.some(({ code }) => alwaysMatters.has(code));

const actions = {
  send: "request.refused",
  approve: "request.decision-refused",
  reject: "request.decision-refused",
  cancel: "request.cancel-refused",
  end: "grant.end-refused",
} as const;

const spanNames = {
  send: "send request",
  approve: "approve request",
  reject: "reject request",
  cancel: "cancel request",
  end: "end grant",
} as const;

type Attempt = {
  caller: Caller;
  what: keyof typeof actions;
  subject: { kind: "request" | "grant" | "person"; id: string };
  data?: Record<string, unknown>;
};

/** When the attempt is refused by rule or for want of authority, nothing of it stays but one audit event with the reasons. */
export const recordingRefusedAttempt = async <T>(
  ctx: CommandContext,
  attempt: Attempt,
  change: () => Promise<T>,
): Promise<T> => {
  const { what, subject } = attempt;
  const attributes = { [`stint.${subject.kind}.id`]: subject.id };
  const continues = await findTraceParent(ctx, subject);
  return (ctx.tracing ?? untraced).span(spanNames[what], { attributes, continues }, () =>
    recordingRefusal(ctx, attempt, change),
  );
};

/** What is done with a request belongs to the trace of the call that sent it, however much later and by whom it is done. */
const findTraceParent = async (ctx: CommandContext, { kind, id }: Attempt["subject"]): Promise<string | null> =>
  kind === "request" && ctx.tracing?.keep() ? findTraceOfRequest(ctx.db, id) : null;

const recordingRefusal = async <T>(ctx: CommandContext, attempt: Attempt, change: () => Promise<T>): Promise<T> => {
  try {
    return await change();
  } catch (problem) {
    if (problem instanceof Refusal && matters(problem)) {
      const { subject } = attempt;
      const entry = {
        actor: actorOf(attempt.caller),
        action: actions[attempt.what],
        subject,
        ...(subject.kind === "request" ? { requestId: subject.id } : {}),
        ...(subject.kind === "grant" ? { grantId: subject.id } : {}),
        personId: attempt.caller.personId,
        data: { attempt: attempt.what, because: problem.reasons, ...attempt.data },
      };
      await ctx.db
        .transaction()
        .execute((trx) => appendAudit(trx, { at: ctx.clock.now(), newId: () => ctx.ids.newId() }, [entry]));
    }
    throw problem;
  }
};
