import type { CutDocument } from "../core/cut-document.ts";
import type { WantedPolicy } from "../core/cut-policy.ts";
import { composeBeside, doesDeny, keptTogether } from "../core/kept-cuts.ts";
import { type CutRow, findOpenCuts, toCut } from "../store/credential-cuts.ts";
import { findRootId } from "../store/org-units.ts";
import type { RestoreOfCuts } from "../store/restored-cuts.ts";
import { readSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";
import { notOurs } from "./cut-policy-trouble.ts";
import { findRestoredCuts } from "./restored-cuts.ts";
import type { Settling } from "./settle-cuts.ts";

export type Plan = {
  wanted: WantedPolicy | undefined;
  composed: CutDocument;
  /** The cuts that were known when it was made. */
  known: ReadonlySet<string>;
  isOff: boolean;
  /** Restores for whose sake nothing is kept in it any more. */
  over: RestoreOfCuts[];
  plannedAt: Date;
};

/**
 * What the policy must be now, from the cuts that are not over and what is kept after a restore. Switched off, what emergency stops asked
 * for stays; and so does what is kept, for nobody can tell which of it emergency stops asked for.
 */
export const makePlan = async (ctx: CommandContext, target: string | undefined): Promise<Plan> => {
  const plannedAt = ctx.clock.now();
  const isOff = (await readSettings(ctx.db)).cutIssuedCredentials === "never";
  const open = await findOpenCuts(ctx.db);
  const restored = await findRestoredCuts(ctx.db, plannedAt);
  const kept = keptTogether(restored.kept.map(({ keptPolicy }) => keptPolicy));
  const isKept = (cut: CutRow) => kept.some((statement) => doesDeny(statement, toCut(cut)));
  const live = open.filter((cut) => cut.expiresAt > plannedAt && (!isOff || cut.byEmergencyStop || isKept(cut)));
  const composed = composeBeside(kept, live.map(toCut));
  const plan = { composed, known: new Set(open.map(({ id }) => id)), isOff, over: restored.over, plannedAt };
  if (composed.content === undefined) return { ...plan, wanted: undefined };
  const targetId = target ?? (await findRootId(ctx.db));
  if (targetId === undefined) throw notOurs("The organisation's root is not known yet: the directory was not read.");
  return { ...plan, wanted: { content: composed.content, targetId } };
};

export const settlingOf = ({ wanted, composed, known, plannedAt, isOff }: Plan, now: Date): Settling => ({
  ...{ composed: wanted && composed, known, plannedAt, isOff, now },
});
