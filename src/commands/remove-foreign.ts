import type { AuditEntry } from "../core/audit.ts";
import { fuseHolds } from "../core/drift.ts";
import { addMilliseconds, later } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { countRemovalsBySetting, type Finding, findRemovable } from "../store/drift-findings.ts";
import { blowFuse, lockFuse } from "../store/drift-watch.ts";
import { readStoredSettings } from "../store/settings.ts";
import { adoptAssignment } from "./adopt-assignment.ts";
import type { CommandContext } from "./context.ts";

const dayMs = 24 * 60 * 60_000;

/** So many are told when the fuse is blown, if there are as many. */
const countedAtMost = 10_000;

/** In the order in which everybody locks several assignments. */
const byAssignment = (one: Finding, other: Finding): number => (nameOf(one) < nameOf(other) ? -1 : 1);
const nameOf = ({ principalId, accountId, permissionSetArn }: Finding) =>
  `${principalId} ${accountId} ${permissionSetArn}`;

const fuseEntry = (data: Record<string, unknown>): AuditEntry => ({
  actor: { kind: "system" },
  action: "drift.fuse-blown",
  subject: { kind: "drift", id: "drift" },
  data,
});

/**
 * Where the settings say so, has what others hold of roles for temporary use only taken away: after a whole round through the accounts
 * since the settings last changed, all of it or, when that would be more within a day than the settings allow, nothing, until an admin
 * has looked.
 */
export const removeForeign = async (ctx: CommandContext): Promise<void> => {
  const now = ctx.clock.now();
  const { settings } = await readStoredSettings(ctx.db);
  if (settings.onForeignAssignment !== "remove") return;
  await ctx.db.transaction().execute(async (trx) => {
    const fuse = await lockFuse(trx);
    if (fuse.fuseBlownAt !== null) return;
    const current = await readStoredSettings(trx);
    const perDay = current.settings.foreignRemovalsPerDay;
    const found = await findRemovable(trx, {
      changedAt: current.updatedAt,
      now,
      limit: Math.max(perDay + 1, countedAtMost),
    });
    if (found.length === 0 || current.settings.onForeignAssignment !== "remove") return;
    const aDayAgo = addMilliseconds(now, -dayMs);
    const since = fuse.fuseResetAt ? later(aDayAgo, fuse.fuseResetAt) : aDayAgo;
    const recent = await countRemovalsBySetting(trx, since);
    const entries: AuditEntry[] = [];
    if (fuseHolds({ candidates: found.length, recent, perDay })) {
      for (const finding of found.sort(byAssignment)) {
        const adoption = await adoptAssignment(trx, ctx, {
          ...{ finding, from: ["open"] as const, by: { because: "setting" }, actor: { kind: "system" }, now },
        });
        if (typeof adoption !== "string") entries.push(...adoption.entries);
      }
    } else {
      await blowFuse(trx, now);
      entries.push(fuseEntry({ found: found.length, removedWithinADay: recent, perDay }));
    }
    if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  });
};
