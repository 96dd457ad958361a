import type { Settings } from "../core/settings.ts";
import { appendAudit } from "../store/audit-events.ts";
import { listAllGroups } from "../store/groups.ts";
import { readStoredSettings, writeSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";

/**
 * Names the first admins: while no admin group is set, the groups that the operator configured (by id, or by exact name) become the
 * admin and the auditor group. Once an admin group is set this does nothing, so that configuration never overrules an admin.
 */
export const establishGroups = async (
  ctx: CommandContext,
  configured: { admin: string; auditor: string | undefined },
): Promise<Settings> =>
  ctx.db.transaction().execute(async (trx) => {
    const { settings: before, version } = await readStoredSettings(trx);
    if (before.adminGroupId !== null) return before;
    const groups = (await listAllGroups(trx)).filter((group) => group.goneAt === null);
    const idOf = (wanted: string | undefined) => {
      const matches = groups.filter((group) => group.id === wanted || group.displayName === wanted);
      return matches.length === 1 && matches[0] ? matches[0].id : null;
    };
    const adminGroupId = idOf(configured.admin);
    if (adminGroupId === null) return before;
    const after = { ...before, adminGroupId, auditorGroupId: before.auditorGroupId ?? idOf(configured.auditor) };
    const at = ctx.clock.now();
    if (!(await writeSettings(trx, { settings: after, version, at }))) return before;
    await appendAudit(trx, { at, newId: ctx.ids.newId }, [
      {
        actor: { kind: "system" },
        action: "settings.changed",
        subject: { kind: "settings", id: "settings" },
        data: { before, after, because: "the first admins are those whom the operator configured" },
      },
    ]);
    return after;
  });
