import type { AuditEntry } from "../../core/audit.ts";
import type { PermissionSet } from "../../core/directory.ts";
import { directoryChange } from "../../core/directory-change.ts";
import type { DirectorySource, Seen } from "../../core/directory-source.ts";
import { CloudError } from "../../core/identity-center.ts";
import { inParallel } from "../../core/in-parallel.ts";
import { longerSession } from "../../core/session-lengths.ts";
import { appendAudit } from "../../store/audit-events.ts";
import { lengthenCuts, lockOpenCuts } from "../../store/credential-cuts.ts";
import type { Trx } from "../../store/database.ts";
import { listAllPermissionSets, markPermissionSetsGone, savePermissionSets } from "../../store/permission-sets.ts";
import { tellCut } from "../tell-cuts.ts";
import { stillThere } from "./still-there.ts";
import { recordChange, tellChange } from "./sync-kind.ts";
import { type SyncRun, stayAlive, writePart } from "./sync-run.ts";

type Described = Awaited<ReturnType<DirectorySource["describePermissionSet"]>>;
type Held = PermissionSet & { describedAt: Date };

const describedAtOnce = 4;

/** Reading every five minutes, a tenth a time comes round in fifty; whatever was left out for as long is read at once. */
const rotation = { share: 10, longestMs: 50 * 60_000 };

/**
 * Which permission sets to describe, a call each: the new ones, and of the known ones those longest unseen, so that a changed
 * session duration is noticed within the hour.
 */
export const permissionSetsToDescribe = (facts: {
  listed: readonly string[];
  held: readonly Pick<Held, "arn" | "describedAt">[];
  at: Date;
}): string[] => {
  const describedAt = new Map(facts.held.map((row) => [row.arn, row.describedAt.getTime()]));
  const unknown = facts.listed.filter((arn) => !describedAt.has(arn));
  const known = facts.listed
    .flatMap((arn) => ({ arn, at: describedAt.get(arn) ?? 0 }))
    .filter(({ arn }) => describedAt.has(arn))
    .sort((a, b) => a.at - b.at);
  const share = Math.ceil(known.length / rotation.share);
  const due = known.filter(({ at }, place) => place < share || at <= facts.at.getTime() - rotation.longestMs);
  return [...unknown, ...due.map(({ arn }) => arn)];
};

const idOf = (permissionSet: Seen<PermissionSet>) => permissionSet.arn;

/** Undefined when it was deleted since it was listed. */
const describe = async (run: SyncRun, arn: string): Promise<Described | undefined> => {
  await stayAlive(run);
  try {
    return await run.source.describePermissionSet(arn);
  } catch (error) {
    if (error instanceof CloudError && error.problem === "not-found") return undefined;
    throw error;
  }
};

/** Undefined when AWS does not let us ask: then what was known stays, and AWS itself refuses what may not be assigned. */
const readManaged = async (run: SyncRun): Promise<Set<string> | undefined> => {
  try {
    return new Set(await run.source.permissionSetArnsInManagementAccount());
  } catch (error) {
    if (!(error instanceof CloudError) || error.problem !== "refused") throw error;
    run.warnings.push(`permissionSets: which ones the management account has cannot be read (${error.message}).`);
    return undefined;
  }
};

/**
 * A session may have been lengthened any time since it was last looked at, and an access have ended in between: its credentials are cut
 * for as long as they may live. Call it last: it holds the end of the audit chain.
 */
const followLengthened = async (
  run: SyncRun,
  facts: { trx: Trx; at: Date; held: ReadonlyMap<string, Held>; read: readonly Seen<PermissionSet>[] },
): Promise<void> => {
  const { trx, at } = facts;
  const lengthened = facts.read.flatMap(({ arn: permissionSetArn, sessionDurationMinutes: minutes }) => {
    const held = facts.held.get(permissionSetArn);
    const isLonger = held !== undefined && minutes > held.sessionDurationMinutes;
    return isLonger ? [{ permissionSetArn, minutes, issuedAfter: held.describedAt }] : [];
  });
  if (lengthened.length === 0) return;
  // In the order in which everybody takes them: whoever settles cuts must not wait in a ring with this.
  await lockOpenCuts(trx);
  const entries: AuditEntry[] = [];
  for (const one of lengthened)
    entries.push(...(await lengthenCuts(trx, one)).map((cut) => tellCut(cut, "credentials.cut-lengthened")));
  await appendAudit(trx, { at, newId: () => run.ctx.ids.newId() }, entries);
};

/** Brings the permission sets up to date; see `permissionSetsToDescribe` for which are looked at closely. */
export const syncPermissionSets = async (run: SyncRun): Promise<void> => {
  const readAt = run.ctx.clock.now();
  const listed = [...new Set(await run.source.permissionSetArns())];
  const inManagement = await readManaged(run);
  const known = await listAllPermissionSets(run.ctx.db);
  const toDescribe = permissionSetsToDescribe({ listed, held: known, at: readAt });
  const answers = await inParallel(toDescribe, describedAtOnce, (arn) => describe(run, arn));
  const described = new Map(answers.flatMap((answer) => (answer ? [[answer.arn, answer]] : [])));
  const deleted = new Set(toDescribe.filter((arn) => !described.has(arn)));
  const held = new Map(known.map((row) => [row.arn, row]));
  const seen = listed.flatMap((arn): Seen<PermissionSet>[] => {
    const row = held.get(arn);
    const facts = described.get(arn) ?? row;
    if (!facts || deleted.has(arn)) return [];
    const { name, description, sessionDurationMinutes } = facts;
    const inManagementAccount = inManagement?.has(arn) ?? row?.inManagementAccount ?? false;
    return [{ arn, name, description, sessionDurationMinutes, inManagementAccount }];
  });
  seen.push(...(await stillThere<PermissionSet>(run, { kind: "permissionSets", held: known, listed: seen, idOf })));
  run.counts.permissionSetsDescribed = described.size;
  await writePart(run, "permissionSets", async (trx, at) => {
    const heldNow = await listAllPermissionSets(trx);
    const change = directoryChange<PermissionSet>({
      held: heldNow,
      seen,
      idOf,
      acceptLargeRemovals: run.acceptLargeRemovals,
    });
    const differing = new Set([...change.added, ...change.back, ...change.changed.map(({ now }) => now)]);
    const heldByArn = new Map(heldNow.map((row) => [row.arn, row]));
    const toSave = seen
      .filter((one) => differing.has(one) || described.has(one.arn))
      .map((one) => ({
        ...one,
        ...longerSession({ held: heldByArn.get(one.arn), minutes: one.sessionDurationMinutes, at }),
        describedAt: described.has(one.arn) ? readAt : (held.get(one.arn)?.describedAt ?? readAt),
      }));
    await savePermissionSets(trx, toSave);
    if (change.gone.length > 0) await markPermissionSetsGone(trx, { arns: change.gone.map(idOf), at });
    await followLengthened(run, { trx, at, held: heldByArn, read: toSave });
    recordChange(run, "permissionSets", { change, seen: seen.length });
    return tellChange(change, { idOf, nameOf: (permissionSet) => permissionSet.name });
  });
};
