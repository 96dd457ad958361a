import { type Break, isLasting } from "../core/audit-chain.ts";
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
/** A log that somebody went through from end to end is not filled with that. */
const toldAtOnce = 20;

const append = (trx: Trx, ctx: CommandContext, what: { action: string; data: Record<string, unknown> }) =>
  appendAudit(trx, { at: ctx.clock.now(), newId: () => ctx.ids.newId() }, [
    { actor: { kind: "system" }, subject: { kind: "audit", id: "chain" }, ...what },
  ]);

/** Where a cut ends moves on with the log; everything else stays where it is. */
const isSame = (a: Break, b: Break) => a.kind === b.kind && (a.seq === b.seq || a.kind === "cut");

/** Tells of each break once; of more than so many at a time when they are found again. */
const tell = async (trx: Trx, ctx: CommandContext, { anchor, breaks }: { anchor: AuditAnchor; breaks: Break[] }) => {
  const news = breaks.filter((one) => !anchor.raised.some((told) => isSame(told, one))).slice(0, toldAtOnce);
  if (news.length === 0) return;
  await recordRaised(trx, [...anchor.raised, ...news]);
  for (const broken of news) await append(trx, ctx, { action: "audit.broken", data: broken });
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

const lastingOf = ({ broken }: AuditAnchor) => (broken && isLasting(broken) ? broken : null);

/** The next stretch of a reading from the beginning; false when it was the last. */
const goOn = async (trx: Trx, ctx: CommandContext, { anchor, running }: Turn): Promise<boolean> => {
  const { id } = running;
  const at = ctx.clock.now();
  const { reached, breaks, isDone } = await verifyStretch(trx, {
    after: { seq: running.checkedSeq, hash: running.checkedHash },
    head: { seq: running.headSeq, hash: running.headHash },
    remembered: anchor,
  });
  const found = running.found ?? breaks[0] ?? null;
  // A link that does not fit is found again by the next reading; what contradicts the anchor may be found by nobody once it moved on.
  const lasting = lastingOf(anchor) ?? breaks.find((one) => isLasting(one) && one.kind !== "unlinked") ?? null;
  await recordProgress(trx, { id, reached, found });
  await tell(trx, ctx, { anchor, breaks });
  if (!isDone) {
    if (lasting) await moveAnchor(trx, { reached, at, broken: lasting });
    return true;
  }
  const broken = found ?? lasting;
  await finishVerification(trx, { id, at, broken });
  await moveAnchor(trx, { reached, at, broken: lasting ?? (found ? anchor.broken : null) });
  if (!broken) await recordRaised(trx, []);
  const data = { outcome: broken ? "broken" : "whole", events: reached.seq };
  await append(trx, ctx, { action: "audit.verified", data });
  return false;
};

/** The next stretch of what was appended since the newest event that was looked at; false when that was all. */
const catchUp = async (trx: Trx, ctx: CommandContext, anchor: AuditAnchor): Promise<boolean> => {
  const head = await readAuditHead(trx);
  const { reached, breaks, isDone } = await verifyStretch(trx, { after: anchor, head, remembered: anchor });
  const broken = lastingOf(anchor) ?? breaks.find(isLasting) ?? anchor.broken ?? breaks[0] ?? null;
  await moveAnchor(trx, { reached, at: ctx.clock.now(), broken });
  await tell(trx, ctx, { anchor, breaks });
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
