import type { CutPolicyApi } from "../core/cut-policy.ts";
import { addMilliseconds } from "../core/time.ts";
import { type CutPolicyChange, type CutPolicyRow, saveCutPolicy } from "../store/cut-policy.ts";
import type { Db, Trx } from "../store/database.ts";
import type { CommandContext } from "./context.ts";

export type CutWork = {
  api: CutPolicyApi;
  /** Names this worker in the lease. */
  holder: string;
  /** To what the policy is attached; the root when undefined. */
  target?: string | undefined;
};

export const leaseMs = 60_000;

/** One worker's time with the policy, alone. */
export type Turn = { ctx: CommandContext; work: CutWork; row: CutPolicyRow };

/** With each step the policy is kept for as long again; whoever was held up for longer writes nothing more. */
export const save = async ({ ctx, work }: Turn, change: CutPolicyChange, db: Db | Trx = ctx.db): Promise<void> => {
  const now = ctx.clock.now();
  const held = await saveCutPolicy(db, { holder: work.holder, now, until: addMilliseconds(now, leaseMs), change });
  if (!held) throw new LeaseLost();
};

/** Somebody else works on the policy by now: nothing more is written from here. */
export class LeaseLost extends Error {}
