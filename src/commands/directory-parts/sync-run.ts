import type { DirectorySource } from "../../core/directory-source.ts";
import { appendAudit } from "../../store/audit-events.ts";
import type { Trx } from "../../store/database.ts";
import { holdSync } from "../../store/directory-syncs.ts";
import type { CommandContext } from "../context.ts";

/** One run of the sync. `counts` and `warnings` are filled on the way and kept with its row. */
export type SyncRun = {
  id: string;
  ctx: CommandContext;
  source: DirectorySource;
  acceptLargeRemovals: boolean;
  /** The admin who said so. */
  removalsAcceptedBy: string | undefined;
  counts: Record<string, number>;
  warnings: string[];
};

/** Another sync took this one's place because it was silent for too long: it writes nothing more. */
export class SyncOvertaken extends Error {
  constructor(id: string) {
    super(`Sync ${id} was silent for too long, and another took its place.`);
    this.name = "SyncOvertaken";
  }
}

export const count = (run: SyncRun, name: string, more: number) => {
  run.counts[name] = (run.counts[name] ?? 0) + more;
};

/** Says that this sync is alive; throws when another took its place. */
export const stayAlive = async (run: SyncRun): Promise<void> => {
  if (!(await holdSync(run.ctx.db, { id: run.id, at: run.ctx.clock.now() }))) throw new SyncOvertaken(run.id);
};

/**
 * Writes one part of the directory whole or not at all, together with the audit event that tells of it.
 * `write` answers what changed, undefined when nothing did.
 */
export const writePart = (
  run: SyncRun,
  part: string,
  write: (trx: Trx, at: Date) => Promise<Record<string, unknown> | undefined>,
): Promise<void> =>
  run.ctx.db.transaction().execute(async (trx) => {
    const at = run.ctx.clock.now();
    if (!(await holdSync(trx, { id: run.id, at }))) throw new SyncOvertaken(run.id);
    const changes = await write(trx, at);
    if (!changes) return;
    await appendAudit(trx, { at, newId: () => run.ctx.ids.newId() }, [
      {
        actor: { kind: "system" },
        action: "directory.synced",
        subject: { kind: "directory", id: part },
        data: {
          syncId: run.id,
          ...changes,
          ...(run.removalsAcceptedBy ? { removalsAcceptedBy: run.removalsAcceptedBy } : {}),
        },
      },
    ]);
  });
