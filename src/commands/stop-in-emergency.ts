import { checkComment } from "../core/comment-rules.ts";
import { refuse } from "../core/decision.ts";
import type { EmergencyStop } from "../core/emergency-stop.ts";
import { Refusal } from "../core/refusal.ts";
import { checkIdempotencyKey } from "../core/request-input.ts";
import { type StopInput, stopHash, type TidyStop, tidyStop } from "../core/stop-input.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Db, Trx } from "../store/database.ts";
import { waitForGranting } from "../store/emergency-holds.ts";
import { findStop, findStopAskedWith, insertStop } from "../store/emergency-stops.ts";
import type { Idempotency } from "../store/requests.ts";
import { isKnownScope } from "../store/stop-subject.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import { carryOutStop } from "./carry-out-stop.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

export type AskedStop = { stop: EmergencyStop; created: boolean };

type Asking = { caller: Caller; input: TidyStop; idempotency: Idempotency | undefined };

const findAsked = async (db: Db, { caller, idempotency }: Asking): Promise<AskedStop | undefined> => {
  const asked = idempotency && (await findStopAskedWith(db, { askedById: caller.personId, key: idempotency.key }));
  if (!asked) return undefined;
  if (asked.hash === idempotency.hash) return { stop: asked.stop, created: false };
  throw new Refusal("conflict", [
    refuse(
      "emergency-stop.idempotency-mismatch",
      `This idempotency key was used for another emergency stop, ${asked.stop.id}. Use a new key for a new one.`,
    ),
  ]);
};

const assertSound = async (db: Db, { input }: Asking): Promise<string> => {
  const wrong = checkComment(input.comment, true);
  if (wrong || input.comment === null)
    throw new Refusal("invalid", [wrong ?? refuse("comment.required", "Say why, in a comment.", "comment")]);
  if (await isKnownScope(db, input.scope)) return input.comment;
  throw new Refusal("invalid", [
    refuse(
      "emergency-stop.unknown-scope",
      `Nothing is known by that id: neither the directory nor any access names it. Choose again what to stop.`,
      "scope",
    ),
  ]);
};

const record = async (trx: Trx, ctx: CommandContext, asking: Asking): Promise<AskedStop> => {
  const { caller, input } = asking;
  await assertAdmin(trx, caller);
  await waitForGranting(trx);
  const before = await findAsked(trx, asking);
  if (before) return before;
  const at = ctx.clock.now();
  const stop: EmergencyStop = {
    ...{ id: ctx.ids.newId(), scope: input.scope, comment: await assertSound(trx, asking) },
    ...{ cutCredentials: input.cutCredentials, askedById: caller.personId, askedVia: caller.via ?? null, askedAt: at },
    ...{ carriedOutAt: null, lastError: null, cancelledRequests: 0 },
    ...{ liftedAt: input.hold ? null : at, liftedById: null, liftComment: null },
  };
  if (!(await insertStop(trx, { stop, idempotency: asking.idempotency })))
    throw new Error("an emergency stop with the same key was made while nobody else could");
  await ctx.jobs.wake(trx, "emergency-stop");
  const { scope } = stop;
  await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
    {
      ...{ actor: actorOf(caller), action: "emergency-stop.asked", subject: { kind: "emergency-stop", id: stop.id } },
      ...(scope.kind === "person" ? { personId: scope.id } : {}),
      ...(scope.kind === "account" ? { accountId: scope.id } : {}),
      data: {
        ...{ scope, comment: stop.comment, hold: input.hold, cutCredentials: stop.cutCredentials },
        ...(scope.kind === "permission-set" ? { permissionSetArn: scope.id } : {}),
      },
    },
  ]);
  return { stop, created: true };
};

/** So many batches are done before the answer; a worker does what is left of a larger stop. */
const batchesAtOnce = 10;

/**
 * Ends all access in the scope, for admins only: also their own, and also of what is gone from the directory. From the instant it is
 * recorded nothing in the scope can be asked for, approved or started, and nothing but its being recorded can fail: what is left undone
 * here a worker finishes. The same key with the same wish makes one stop.
 */
export const stopInEmergency = async (
  ctx: CommandContext,
  facts: { caller: Caller; input: StopInput; idempotencyKey?: string | undefined; onProblem(problem: unknown): void },
): Promise<AskedStop> => {
  const { caller, idempotencyKey } = facts;
  const unusable = checkIdempotencyKey(idempotencyKey);
  if (unusable) throw new Refusal("invalid", [unusable]);
  const input = tidyStop(facts.input);
  const idempotency = idempotencyKey === undefined ? undefined : { key: idempotencyKey, hash: stopHash(input) };
  const subject = { kind: "emergency-stop", id: input.scope.kind };
  const asked = await recordingRefusal(ctx, { caller, action: "emergency-stop.refused", subject }, () =>
    ctx.db.transaction().execute((trx) => record(trx, ctx, { caller, input, idempotency })),
  );
  if (asked.stop.carriedOutAt !== null) return asked;
  try {
    await carryOutStop(ctx, asked.stop, batchesAtOnce);
  } catch (problem) {
    facts.onProblem(problem);
  }
  return { ...asked, stop: (await findStop(ctx.db, asked.stop.id)) ?? asked.stop };
};
