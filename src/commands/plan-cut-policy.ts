import { type CutDocument, composeCuts } from "../core/cut-document.ts";
import type { WantedPolicy } from "../core/cut-policy.ts";
import { findOpenCuts, toCut } from "../store/credential-cuts.ts";
import { findRootId } from "../store/org-units.ts";
import { readSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";
import { notOurs } from "./cut-policy-trouble.ts";
import type { Settling } from "./settle-cuts.ts";

export type Plan = {
  wanted: WantedPolicy | undefined;
  composed: CutDocument;
  /** The cuts that were known when it was made. */
  known: ReadonlySet<string>;
  isOff: boolean;
  plannedAt: Date;
};

/** What the policy must be now, from the cuts that are not over. */
export const makePlan = async (ctx: CommandContext, target: string | undefined): Promise<Plan> => {
  const plannedAt = ctx.clock.now();
  const isOff = (await readSettings(ctx.db)).cutIssuedCredentials === "never";
  const open = await findOpenCuts(ctx.db);
  // What an emergency stop asked for stays, whatever the settings say.
  const live = open.filter((cut) => cut.expiresAt > plannedAt && !(isOff && !cut.byEmergencyStop));
  const composed = composeCuts(live.map(toCut));
  const plan = { composed, known: new Set(open.map(({ id }) => id)), isOff, plannedAt };
  if (composed.content === undefined) return { ...plan, wanted: undefined };
  const targetId = target ?? (await findRootId(ctx.db));
  if (targetId === undefined) throw notOurs("The organisation's root is not known yet: the directory was not read.");
  return { ...plan, wanted: { content: composed.content, targetId } };
};

export const settlingOf = ({ wanted, composed, known, plannedAt, isOff }: Plan, now: Date): Settling => ({
  ...{ composed: wanted && composed, known, plannedAt, isOff, now },
});
