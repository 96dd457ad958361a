import type { AuditEntry } from "../core/audit.ts";
import type { Reason } from "../core/decision.ts";
import type { EndReason, Grant } from "../core/grant.ts";
import type { Settings } from "../core/settings.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Db, Trx } from "../store/database.ts";
import { findWarned, lostEligibilityWarning } from "../store/eligibility-warnings.ts";
import { endGrants, lockGrants } from "../store/grants.ts";
import { findGroundsOfGrants } from "../store/grounds.ts";
import { findGrantsWithoutRight, findRequestsWithoutRight, type LostRight } from "../store/lost-rights.ts";
import { readSettings } from "../store/settings.ts";
import { cancelBySystem } from "./cancel-by-system.ts";
import type { CommandContext } from "./context.ts";
import { type BatchWork, batchSize, doBatch } from "./do-batch.ts";
import { findLostCauses } from "./find-lost-causes.ts";
import { tellEarlyEnd } from "./tell-early-end.ts";

const batches = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** Does all that `find` finds, whatever fails on the way; answers what failed. */
const doAll = async (ctx: CommandContext, find: () => Promise<LostRight[]>, work: BatchWork): Promise<unknown[]> => {
  const problems: unknown[] = [];
  try {
    for (const batch of batches(await find())) {
      const failures = await doBatch(ctx, idsOf(batch), work);
      problems.push(...failures.map(({ problem }) => problem));
    }
  } catch (problem) {
    problems.push(problem);
  }
  return problems;
};

type Causes = ReadonlyMap<string, Reason[]>;

const endFor = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { reason: EndReason; grants: Grant[]; causes: Causes; now: Date },
) => {
  const { reason, grants, causes, now } = facts;
  if (grants.length === 0) return { entries: [], ended: 0 };
  const after = await endGrants(trx, { ids: idsOf(grants), reason, causes, endedById: null, comment: null, at: now });
  const afterById = new Map(after.map((grant) => [grant.id, grant]));
  const ended = grants.flatMap((before) => {
    const changed = afterById.get(before.id);
    return changed ? [{ before, after: changed }] : [];
  });
  const entries = await tellEarlyEnd(trx, ctx, { ended, actor: { kind: "system" }, now });
  return { entries, ended: ended.length };
};

const warningFor = (grant: Grant, causes: Causes): AuditEntry => ({
  actor: { kind: "system" },
  action: lostEligibilityWarning,
  subject: { kind: "grant", id: grant.id },
  requestId: grant.requestId,
  grantId: grant.id,
  personId: grant.personId,
  accountId: grant.accountId,
  data: {
    state: grant.state,
    permissionSetArn: grant.permissionSetArn,
    endsAt: grant.endsAt,
    kept: true,
    causes: causes.get(grant.id),
  },
});

/** While eligibility that is lost only warns, it ends nothing but what is gone from AWS. */
const isKept = (row: LostRight, { onLostEligibility }: Pick<Settings, "onLostEligibility">): boolean =>
  row.reason === "eligibility-lost" && onLostEligibility === "warn" && !row.isGone;

/** What there is to do, without a lock: access that is kept, and of which auditors were told, is left alone. */
const findUndone = async (db: Db): Promise<LostRight[]> => {
  const lost = await findGrantsWithoutRight(db);
  const settings = await readSettings(db);
  const kept = lost.filter((row) => isKept(row, settings));
  const warned = await findWarned(db, kept);
  const leftAlone = new Set(idsOf(kept).filter((id) => warned.has(id)));
  return lost.filter(({ id }) => !leftAlone.has(id));
};

/** Under the locks everything is looked at once more: a right may have come back, a grant may have ended. */
const recheckGrants = async (trx: Trx, ctx: CommandContext, ids: string[], now: Date): Promise<number> => {
  const grants = new Map((await lockGrants(trx, ids)).map((grant) => [grant.id, grant]));
  const lost = await findGrantsWithoutRight(trx, ids);
  const causes = await findLostCauses(trx, { lost, held: await findGroundsOfGrants(trx, ids) });
  const settings = await readSettings(trx);
  const those = (belongs: (row: LostRight) => boolean) =>
    lost.flatMap((row) => (belongs(row) ? (grants.get(row.id) ?? []) : []));
  const endThose = (reason: LostRight["reason"]) =>
    endFor(trx, ctx, { reason, causes, now, grants: those((row) => row.reason === reason && !isKept(row, settings)) });
  const disabled = await endThose("person-disabled");
  const gone = await endThose("eligibility-lost");
  const toWarn = those((row) => isKept(row, settings));
  const warned = await findWarned(trx, toWarn);
  const warnings = toWarn.filter(({ id }) => !warned.has(id)).map((grant) => warningFor(grant, causes));
  const entries = [...disabled.entries, ...gone.entries, ...warnings];
  await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  return disabled.ended + gone.ended;
};

/**
 * To be called when the directory, a policy or a setting changed. Ends access whose person was disabled or is gone, always, or has
 * lost eligibility, unless the setting asks for a warning only: then auditors are told once. What is gone from AWS, account or
 * permission set, cannot be kept by a warning. The audit log says which condition was lost. Then closes pending requests that could
 * not be sent any more. What fails keeps nothing else from being done, and is thrown together at the end. Answers how many grants it
 * ended.
 */
export const recheckAccess = async (ctx: CommandContext): Promise<number> => {
  const now = ctx.clock.now();
  let ended = 0;
  const problems = [
    ...(await doAll(
      ctx,
      () => findUndone(ctx.db),
      async (trx, ids) => {
        ended += await recheckGrants(trx, ctx, ids, now);
      },
    )),
    ...(await doAll(
      ctx,
      () => findRequestsWithoutRight(ctx.db),
      (trx, ids) => cancelBySystem(trx, ctx, { ids, now }),
    )),
  ];
  if (problems.length > 0)
    throw new AggregateError(problems, `${problems.length} could not be rechecked; ${ended} grants were ended.`);
  return ended;
};
