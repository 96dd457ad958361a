import { CloudError, type OperationKind } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import type { DueAssignment } from "../store/due-assignments.ts";
import { claimSucceeded, findCrowd, recordGoingOn, recordOver } from "../store/operations-under-way.ts";
import type { Engine, Result } from "./assignment-engine.ts";
import { newClaimant } from "./claim-assignments.ts";
import type { CommandContext } from "./context.ts";

/** Below this, asking about each operation at its own time costs no more. */
const worthOneLook = 3;
/** No operation is over before; and AWS may list one a moment after it took it. */
const youngestMs = 500;
/** How an operation went can wait until the write that takes its place was sent. */
const askAfterMs = 150;

/**
 * What a look brought: `freed` places, what AWS said has succeeded, claimed for whoever records it, and what goes on, which is to be recorded
 * once the freed places are filled.
 */
type Seen = {
  freed: number;
  claimant: Engine;
  succeeded: (DueAssignment & { told: Result })[];
  goingOn: { ids: readonly string[]; now: Date };
};
type Told = { onProblem?(claim: { holder: string }): void };
type Look = "nothing-to-see" | "not-answered" | Seen;

/**
 * While others wait for a place among the writes: asks AWS in one call how all operations are, so that each place is free as soon as
 * AWS is done with it, and what succeeded need not be asked about. Takes only calls that nobody else has a use for.
 * `onProblem`: rows may have been claimed, and nobody knows.
 */
export const lookAtOperations = async (ctx: CommandContext, engine: Engine, told: Told = {}): Promise<Look> => {
  const now = ctx.clock.now();
  const { operations, isWaiting } = await findCrowd(ctx.db, { now, begunBefore: addMilliseconds(now, -youngestMs) });
  const idsOf = (kind: OperationKind) => operations.filter((one) => one.kind === kind).map(({ id }) => id);
  const [removals, creations] = [idsOf("delete"), idsOf("create")];
  // Ends before starts: as long as removals are under way, it is their places that are looked for.
  const [kind, ids] =
    removals.length >= worthOneLook ? (["delete", removals] as const) : (["create", creations] as const);
  if (!isWaiting || ids.length < worthOneLook) return "nothing-to-see";
  try {
    return await look(ctx, engine, { kind, ids, ...told });
  } catch (problem) {
    if (!(problem instanceof CloudError)) throw problem;
    return "not-answered";
  }
};

const look = async (
  ctx: CommandContext,
  engine: Engine,
  { kind, ids, onProblem }: Told & { kind: OperationKind; ids: readonly string[] },
): Promise<Look> => {
  await engine.pace("sync");
  const listed = new Map((await engine.api.firstListed(kind)).map(({ id, state }) => [id, state]));
  const idsIn = (state: string | undefined) => ids.filter((id) => listed.get(id) === state);
  // Before anything is claimed, because it may take its time, and what is claimed is to be recorded at once.
  const others = await lookForOthers(ctx, engine, { kind, ids: idsIn(undefined) }).catch(ifNotAnswered);
  const now = ctx.clock.now();
  const claimant = await newClaimant(ctx, engine);
  const leaseUntil = addMilliseconds(now, engine.leaseMs);
  const goingOn = { ids: idsIn("in-progress"), now };
  const failed = await recordOver(ctx.db, { ids: idsIn("failed"), now, askAt: now });
  const { holder } = claimant;
  const claiming = claimSucceeded(ctx.db, { ids: idsIn("succeeded"), holder, leaseUntil, now });
  const succeeded = await claiming.catch((problem) => {
    onProblem?.({ holder });
    throw problem;
  });
  const freed = succeeded.length + failed + (others ?? 0);
  if (freed === 0 && others === undefined) {
    await recordGoingOn(ctx.db, goingOn);
    return "not-answered";
  }
  const result: Result = { outcome: { of: "succeeded", kind } };
  return { freed, claimant, succeeded: succeeded.map((row) => ({ ...row, told: result })), goingOn };
};

const ifNotAnswered = (problem: unknown): undefined => {
  if (!(problem instanceof CloudError)) throw problem;
};

/** What AWS did not tell of first is over unless it is among all that are under way; how it went is asked one by one. */
const lookForOthers = async (
  ctx: CommandContext,
  engine: Engine,
  { kind, ids }: { kind: OperationKind; ids: readonly string[] },
): Promise<number> => {
  if (ids.length === 0) return 0;
  await engine.pace("sync");
  const underWay = new Set(await engine.api.underWay(kind));
  const now = ctx.clock.now();
  const over = ids.filter((id) => !underWay.has(id));
  await recordGoingOn(ctx.db, { ids: ids.filter((id) => underWay.has(id)), now });
  return recordOver(ctx.db, { ids: over, now, askAt: addMilliseconds(now, askAfterMs) });
};
