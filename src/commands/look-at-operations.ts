import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { findCrowd, recordLook } from "../store/operations-under-way.ts";
import type { Engine } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";

/** Below this, asking about each operation at its own time costs no more. */
const worthOneLook = 3;
/** No operation is over before; and AWS may list one a moment after it took it. */
const youngestMs = 500;

type Look = "nothing-to-see" | "looked" | "not-answered";

/**
 * While others wait for a place among the writes: asks AWS in one call which operations are still under way, so that each place is
 * free as soon as AWS is done with it. Takes only calls that nobody else has a use for.
 */
export const lookAtOperations = async (ctx: CommandContext, engine: Engine): Promise<Look> => {
  const now = ctx.clock.now();
  const { operations, isWaiting } = await findCrowd(ctx.db, { now, begunBefore: addMilliseconds(now, -youngestMs) });
  const removals = operations.filter((operation) => operation.kind === "delete");
  const creations = operations.filter((operation) => operation.kind === "create");
  const [kind, known] =
    removals.length >= creations.length ? ["delete" as const, removals] : ["create" as const, creations];
  if (!isWaiting || known.length < worthOneLook) return "nothing-to-see";
  await engine.pace("sync");
  try {
    const underWay = new Set(await engine.api.underWay(kind));
    const ids = known.map(({ id }) => id);
    await recordLook(ctx.db, {
      over: ids.filter((id) => !underWay.has(id)),
      goesOn: ids.filter((id) => underWay.has(id)),
      now: ctx.clock.now(),
    });
    return "looked";
  } catch (problem) {
    if (!(problem instanceof CloudError)) throw problem;
    return "not-answered";
  }
};
