import type { Group } from "../core/directory.ts";
import type { Settings } from "../core/settings.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { listAllGroups, membersOfGroups } from "../store/groups.ts";
import { readStoredSettings, writeSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";

type Configured = { admin: string; auditor: string | undefined };

/** The one group that is there by this id or exact name. */
const idOf = (present: readonly Group[], wanted: string | undefined): string | null => {
  const matches = present.filter((group) => group.id === wanted || group.displayName === wanted);
  return matches.length === 1 && matches[0] ? matches[0].id : null;
};

/** Why the configured admin group applies; undefined while there is somebody who could change the settings. */
const whyAdmins = async (trx: Trx, facts: { adminGroupId: string | null; isThere: boolean }) => {
  const { adminGroupId } = facts;
  if (adminGroupId === null) return "the first admins are those whom the operator configured";
  if (!facts.isThere) return "the admin group is gone: the admins are those whom the operator configured";
  if ((await membersOfGroups(trx, [adminGroupId])).length > 0) return undefined;
  return "nobody who can sign in is in the admin group: the admins are those whom the operator configured";
};

/**
 * Names the groups that the operator configured (by id, or by exact name): as admins while none are set, or when nobody is left who
 * could change the settings because that group was deleted or nobody present is in it; as auditors with the first admins, or when
 * that group was deleted. Otherwise configuration never overrules an admin.
 */
export const establishGroups = async (ctx: CommandContext, configured: Configured): Promise<Settings> =>
  ctx.db.transaction().execute(async (trx) => {
    const { settings: before, version } = await readStoredSettings(trx);
    const present = (await listAllGroups(trx)).filter((group) => group.goneAt === null);
    const isThere = (id: string | null) => present.some((group) => group.id === id);
    const after = { ...before };
    const because: string[] = [];

    const why = await whyAdmins(trx, { adminGroupId: before.adminGroupId, isThere: isThere(before.adminGroupId) });
    const adminGroupId = why ? idOf(present, configured.admin) : null;
    if (why && adminGroupId !== null && adminGroupId !== before.adminGroupId) {
      after.adminGroupId = adminGroupId;
      because.push(why);
      if (before.adminGroupId === null) after.auditorGroupId ??= idOf(present, configured.auditor);
    }
    const auditorGroupId = idOf(present, configured.auditor);
    if (before.auditorGroupId !== null && !isThere(before.auditorGroupId) && auditorGroupId !== null) {
      after.auditorGroupId = auditorGroupId;
      because.push("the auditor group is gone: the auditors are those whom the operator configured");
    }
    if (because.length === 0) return before;

    const at = ctx.clock.now();
    if (!(await writeSettings(trx, { settings: after, version, at }))) return before;
    await appendAudit(trx, { at, newId: ctx.ids.newId }, [
      {
        actor: { kind: "system" },
        action: "settings.changed",
        subject: { kind: "settings", id: "settings" },
        data: { before, after, because: because.join("; ") },
      },
    ]);
    return after;
  });
