import type { AuditEntry } from "../core/audit.ts";
import type { CutDocument } from "../core/cut-document.ts";
import { appendAudit } from "../store/audit-events.ts";
import { type CutRow, lockOpenCuts, moveCuts } from "../store/credential-cuts.ts";
import type { Trx } from "../store/database.ts";
import { readSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";
import { type CutHappening, tellCut } from "./tell-cuts.ts";

export type Settling = {
  /** What AWS was read back holding; undefined when it holds no policy of ours. */
  composed: CutDocument | undefined;
  /** The cuts that were there when the plan was made: it says nothing of newer ones. */
  known: ReadonlySet<string>;
  plannedAt: Date;
  /** Cutting was switched off when the plan was made: then only what emergency stops asked for is kept. */
  isOff: boolean;
  now: Date;
};

type Fate = { state: "in-force" | "asked" | "lifted" | "lapsed"; waits?: boolean; told?: CutHappening; why?: string };

const fateOf = (cut: CutRow, { composed, known, plannedAt, ...settling }: Settling): Fate | undefined => {
  if (!known.has(cut.id)) return undefined;
  // What is kept after a restore goes on denying it, whatever the settings say.
  const isOff = settling.isOff && !cut.byEmergencyStop && !composed?.held.includes(cut.id);
  const isOver = cut.expiresAt <= plannedAt;
  if (isOver || isOff) {
    const why = isOff && !isOver ? "switched-off" : "expired";
    return cut.state === "in-force"
      ? { state: "lifted", told: "credentials.cut-lifted", why }
      : { state: "lapsed", told: "credentials.cut-failed", why };
  }
  if (composed?.held.includes(cut.id))
    return cut.state === "in-force" ? undefined : { state: "in-force", told: "credentials.cut" };
  if (composed?.leftOut.includes(cut.id))
    return cut.waits ? undefined : { state: "asked", waits: true, told: "credentials.cut-waits" };
  return cut.state === "in-force" ? { state: "asked", told: "credentials.cut-lost" } : undefined;
};

/**
 * After AWS was read back: each cut is what AWS was seen to hold, and each change is told. Only what is switched off still is given up:
 * it may have been switched on again meanwhile, and more may have been asked for since.
 */
export const settleCuts = async (trx: Trx, ctx: CommandContext, planned: Settling): Promise<void> => {
  const isOff = planned.isOff && (await readSettings(trx)).cutIssuedCredentials === "never";
  const settling = { ...planned, isOff };
  const { now } = settling;
  const changed = (await lockOpenCuts(trx)).flatMap((cut) => {
    const fate = fateOf(cut, settling);
    return fate ? [{ cut, fate }] : [];
  });
  for (const { cut, fate } of changed)
    await moveCuts(trx, { ids: [cut.id], state: fate.state, waits: fate.waits ?? false, at: now });
  const entries = changed.flatMap(({ cut, fate }) =>
    fate.told ? [tellCut(cut, fate.told, fate.why ? { why: fate.why } : {})] : [],
  );
  if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
};

/** AWS was found not to hold what it held: what still matters is asked for again. The audit entries are the caller's to append. */
export const loseCuts = async (
  trx: Trx,
  { now, unless }: { now: Date; unless?: (cut: CutRow) => boolean },
): Promise<AuditEntry[]> => {
  const inForce = (await lockOpenCuts(trx)).filter(({ state, expiresAt }) => state === "in-force" && expiresAt > now);
  const lost = inForce.filter((cut) => !unless?.(cut));
  await moveCuts(trx, { ids: lost.map(({ id }) => id), state: "asked", at: now });
  return lost.map((cut) => tellCut(cut, "credentials.cut-lost"));
};

/** What expired before AWS ever confirmed its cut is told as such, also while AWS cannot be reached. */
export const lapseCuts = async (trx: Trx, ctx: CommandContext, now: Date): Promise<void> => {
  const late = (await lockOpenCuts(trx)).filter(({ state, expiresAt }) => state === "asked" && expiresAt <= now);
  if (late.length === 0) return;
  await moveCuts(trx, { ids: late.map(({ id }) => id), state: "lapsed", at: now });
  await appendAudit(
    trx,
    { at: now, newId: () => ctx.ids.newId() },
    late.map((cut) => tellCut(cut, "credentials.cut-failed", { why: "expired" })),
  );
};
