import type { Break } from "../core/audit-chain.ts";
import { addMilliseconds } from "../core/time.ts";
import { type AuditAnchor, moveAnchor, recordRaised, takeAnchor } from "../store/audit-anchor.ts";
import { appendAudit, readAuditHead } from "../store/audit-events.ts";
import {
  type AuditVerification,
  beginVerification,
  findLastVerification,
  findRunningVerification,
  finishVerification,
  recordProgress,
} from "../store/audit-verifications.ts";
import type { Trx } from "../store/database.ts";
import type { CommandContext } from "./context.ts";
import { verifyStretch } from "./verify-audit.ts";

/** The chain is read from its beginning this often; what was appended since is verified at every look. */
const wholeEveryMs = 24 * 3_600_000;
/** Between two stretches of a long chain, so that everything else has its turn. */
const restMs = 50;

const append = (trx: Trx, ctx: CommandContext, what: { action: string; data: Record<string, unknown> }) =>
  appendAudit(trx, { at: ctx.clock.now(), newId: () => ctx.ids.newId() }, [
    { actor: { kind: "system" }, subject: { kind: "audit", id: "chain" }, ...what },
  ]);

/** Tells of a break once, and again only of one that is further back. */
const tell = async (trx: Trx, ctx: CommandContext, { anchor, broken }: { anchor: AuditAnchor; broken: Break }) => {
  if (anchor.raised && anchor.raised.seq <= broken.seq) return;
  await recordRaised(trx, broken);
  await append(trx, ctx, { action: "audit.broken", data: broken });
};

const dueVerification = async (trx: Trx, ctx: CommandContext): Promise<AuditVerification | undefined> => {
  const running = await findRunningVerification(trx);
  if (running) return running;
  const now = ctx.clock.now();
  const last = await findLastVerification(trx);
  if (last && addMilliseconds(last.startedAt, wholeEveryMs) > now) return undefined;
  const head = await readAuditHead(trx);
  await beginVerification(trx, { id: ctx.ids.newId(), at: now, askedById: null, head });
  return findRunningVerification(trx);
};

type Turn = { anchor: AuditAnchor; running: AuditVerification };

/** The next stretch of a reading from the beginning; false when it was the last. */
const goOn = async (trx: Trx, ctx: CommandContext, { anchor, running }: Turn): Promise<boolean> => {
  const { id } = running;
  const at = ctx.clock.now();
  const { reached, broken, isDone } = await verifyStretch(trx, {
    after: { seq: running.checkedSeq, hash: running.checkedHash },
    head: { seq: running.headSeq, hash: running.headHash },
    remembered: anchor,
  });
  await recordProgress(trx, { id, reached });
  if (!isDone) return true;
  await finishVerification(trx, { id, at, broken });
  await moveAnchor(trx, { reached, at, broken: broken ? anchor.broken : null });
  if (broken) await tell(trx, ctx, { anchor, broken });
  else if (anchor.raised) await recordRaised(trx, null);
  const data = { outcome: broken ? "broken" : "whole", events: reached.seq };
  await append(trx, ctx, { action: "audit.verified", data });
  return false;
};

/** The next stretch of what was appended since the newest event that was found in order; false when that was all. */
const catchUp = async (trx: Trx, ctx: CommandContext, anchor: AuditAnchor): Promise<boolean> => {
  const head = await readAuditHead(trx);
  const { reached, broken, isDone } = await verifyStretch(trx, { after: anchor, head, remembered: anchor });
  await moveAnchor(trx, { reached, at: ctx.clock.now(), broken: broken ?? null });
  if (broken) await tell(trx, ctx, { anchor, broken });
  return !isDone;
};

/**
 * Verifies one stretch of the audit chain: of the reading from the beginning that is under way or due, otherwise of what is new. One
 * worker at a time; whoever comes later, also after a crash, goes on where it stopped. Answers when to come again if not all is done.
 */
export const verifyAuditChain = (ctx: CommandContext): Promise<Date | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    const anchor = await takeAnchor(trx);
    if (!anchor) return undefined;
    const running = await dueVerification(trx, ctx);
    const isMore = running ? await goOn(trx, ctx, { anchor, running }) : await catchUp(trx, ctx, anchor);
    return isMore ? addMilliseconds(ctx.clock.now(), restMs) : undefined;
  });
