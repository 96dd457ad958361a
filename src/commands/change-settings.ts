import { decide } from "../core/decision.ts";
import { assertAllowed } from "../core/refusal.ts";
import type { Settings } from "../core/settings.ts";
import { settingsChecks } from "../core/settings-rules.ts";
import { staleVersion } from "../core/stale-version.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Db } from "../store/database.ts";
import { findGroups, membersOfGroups } from "../store/groups.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import { readStoredSettings, type StoredSettings, writeSettings } from "../store/settings.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/** What is absent stays as it is. */
export type SettingsChange = Partial<Omit<Settings, "notifications">> & {
  notifications?: Partial<Settings["notifications"]> | undefined;
};

const applied = (before: Settings, change: SettingsChange): Settings => ({
  ...before,
  ...change,
  notifications: { ...before.notifications, ...change.notifications },
});

/** A mark that stands already may stay when its permission set goes. */
const newlyMarkedUnknown = async (db: Db, { before, after }: { before: Settings; after: Settings }) => {
  const marked = new Set(before.temporaryOnlyPermissionSetArns);
  const anew = after.temporaryOnlyPermissionSetArns.filter((arn) => !marked.has(arn));
  if (anew.length === 0) return [];
  const known = await findPermissionSets(db, anew);
  const present = new Set(known.flatMap(({ arn, goneAt }) => (goneAt === null ? [arn] : [])));
  return anew.filter((arn) => !present.has(arn));
};

const assertSettings = async (db: Db, change: { before: Settings; after: Settings }) => {
  const { adminGroupId, auditorGroupId } = change.after;
  const named = [adminGroupId, auditorGroupId].filter((id) => id !== null);
  const groups = new Map((await findGroups(db, named)).map((group) => [group.id, group]));
  const adminsAfter = adminGroupId === null ? 0 : (await membersOfGroups(db, [adminGroupId])).length;
  const unknownPermissionSets = await newlyMarkedUnknown(db, change);
  assertAllowed(decide(settingsChecks, { ...change, groups, adminsAfter, unknownPermissionSets }));
};

/**
 * Changes the settings, audited with before and after; only admins may, and nobody can lock every admin out. With a `version` it
 * changes that version or none.
 */
export const changeSettings = async (
  ctx: CommandContext,
  facts: { caller: Caller; version?: number | undefined; change: SettingsChange },
): Promise<StoredSettings> => {
  const at = ctx.clock.now();
  const subject = { kind: "settings", id: "settings" };
  return recordingRefusal(ctx, { caller: facts.caller, action: "settings.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      const { settings: before, version: current } = await readStoredSettings(trx);
      const version = facts.version ?? current;
      const after = applied(before, facts.change);
      await assertSettings(trx, { before, after });
      const written = version === current ? await writeSettings(trx, { settings: after, version, at }) : undefined;
      if (!written) throw staleVersion("settings", (await readStoredSettings(trx)).version);
      await ctx.jobs.wake(trx, "reconcile");
      await ctx.jobs.wake(trx, "recheck");
      await ctx.jobs.wake(trx, "cut-credentials");
      await ctx.jobs.wake(trx, "watch-drift");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(facts.caller), action: "settings.changed", subject, data: { before, after } },
      ]);
      return written;
    }),
  );
};
