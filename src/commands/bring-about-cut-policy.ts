import { nextPolicyStep, type PolicyStep, type SeenPolicy } from "../core/cut-policy.ts";
import { CloudError } from "../core/identity-center.ts";
import { notOurs } from "./cut-policy-trouble.ts";
import { save, type Turn } from "./cut-policy-turn.ts";
import { lookAtPolicy, notOursWords } from "./look-at-cut-policy.ts";
import { isMeddledWith, isSpread, tellLost, tellMeddling, tellSpread } from "./meddled-cut-policy.ts";
import { type Plan, settlingOf } from "./plan-cut-policy.ts";
import { settleCuts } from "./settle-cuts.ts";

/** From nothing to attached takes two writes; more are needed only when somebody meddles all the time. */
const mostSteps = 8;

const look = async (turn: Turn): Promise<SeenPolicy | undefined> => {
  const seen = await lookAtPolicy(turn);
  if (seen === "not-ours") throw notOurs(notOursWords);
  return seen;
};

const perform = async (turn: Turn, step: Exclude<PolicyStep, { do: "nothing" }>, seen: SeenPolicy | undefined) => {
  const { work, row } = turn;
  const id = seen?.id ?? "";
  // Recorded before it is sent: an answer may get lost, and what we did ourselves is nobody's meddling.
  await save(turn, {
    mayExist: true,
    ...(step.do === "create" || step.do === "update" ? { written: step.content } : {}),
    ...(step.do === "detach" ? { targetId: null } : {}),
    ...(step.do === "remove" ? { content: null } : {}),
  });
  row.mayExist = true;
  switch (step.do) {
    case "create": {
      const policyId = await work.api.create({ content: step.content, owner: row.ownerId });
      await save(turn, { policyId });
      row.policyId = policyId;
      return;
    }
    case "update":
      return work.api.update(id, step.content);
    case "attach":
      return work.api.attach(id, step.targetId);
    case "detach":
      return work.api.detach(id, step.targetId);
    case "remove":
      return work.api.remove(id);
  }
};

const isAttached = (seen: SeenPolicy | undefined): boolean => seen !== undefined && seen.targets.length > 0;

/** What is attached nowhere denies nothing, whether or not it can be deleted. */
const settleUnattached = async (turn: Turn, plan: Plan): Promise<void> => {
  const { ctx } = turn;
  await ctx.db.transaction().execute(async (trx) => {
    await save(turn, {}, trx);
    await settleCuts(trx, ctx, settlingOf(plan, ctx.clock.now()));
  });
};

/** Brings AWS's policy to what is planned, one write after the other, and answers what AWS was read back holding. */
export const bringAbout = async (turn: Turn, plan: Plan): Promise<SeenPolicy | undefined> => {
  for (let steps = 0; ; steps += 1) {
    const seen = await look(turn);
    if (steps === 0 && isMeddledWith(turn, seen)) await tellMeddling(turn, seen);
    else if (steps === 0 && seen && isSpread(turn, { wanted: plan.wanted, seen })) await tellSpread(turn, seen);
    else if (steps === 0 && plan.wanted && !isAttached(seen)) await tellLost(turn);
    const step = nextPolicyStep(plan.wanted, seen);
    if (step.do === "nothing") return seen;
    if (step.do === "remove") await settleUnattached(turn, plan);
    if (steps === mostSteps)
      throw new CloudError({
        problem: "conflict",
        operation: "DescribePolicy",
        message: "The policy does not stay as it was written.",
      });
    await perform(turn, step, seen);
  }
};
