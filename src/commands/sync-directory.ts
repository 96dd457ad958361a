import type { Deployment, DirectorySource } from "../core/directory-source.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { takeAcceptedRemovals } from "../store/accepted-removals.ts";
import { findDeployment, saveDeployment } from "../store/deployment.ts";
import { beginSync, finishSync } from "../store/directory-syncs.ts";
import type { CommandContext } from "./context.ts";
import { accounts, groups, orgUnits, people } from "./directory-parts/kinds.ts";
import { syncKind } from "./directory-parts/sync-kind.ts";
import { syncMemberships } from "./directory-parts/sync-memberships.ts";
import { syncPermissionSets } from "./directory-parts/sync-permission-sets.ts";
import { SyncOvertaken, type SyncRun, stayAlive, writePart } from "./directory-parts/sync-run.ts";

export type DirectorySyncResult =
  | { outcome: "already-running" | "overtaken" }
  | { outcome: "succeeded" | "failed"; id: string; counts: Record<string, number>; error: string | null };

/** A sync that wrote nothing for so long is taken for dead, and the next takes its place. */
const silenceMs = 3 * 60_000;

const isSameDeployment = (a: Deployment, b: Deployment) =>
  a.instanceArn === b.instanceArn &&
  a.identityStoreId === b.identityStoreId &&
  a.managementAccountId === b.managementAccountId &&
  a.callerAccountId === b.callerAccountId;

const syncDeployment = async (run: SyncRun): Promise<void> => {
  const seen = await run.source.deployment();
  const known = await findDeployment(run.ctx.db);
  if (known && isSameDeployment(known, seen)) return stayAlive(run);
  await writePart(run, "deployment", async (trx) => {
    const before = await findDeployment(trx);
    await saveDeployment(trx, seen);
    return { before: before ?? null, after: seen };
  });
};

/** Does one part; says in words why AWS kept it from being done, and lets surprises through. */
const attempt = async (part: string, work: () => Promise<void>): Promise<string[]> => {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof CloudError) return [`${part}: ${error.operation} failed: ${error.message}`];
    throw error;
  }
};

type Part = [name: string, work: () => Promise<void>];

/** The parts of one AWS service, one after the other. */
const attemptAll = async (parts: Part[]): Promise<string[]> => {
  const failures: string[] = [];
  for (const [name, work] of parts) failures.push(...(await attempt(name, work)));
  return failures;
};

/** Each service has a budget of its own, so the services are read side by side; nothing is left running when this is over. */
const syncEverything = async (run: SyncRun, groupsAtMost: number): Promise<string[]> => {
  const failures = await attempt("deployment", () => syncDeployment(run));
  if (failures.length > 0) return failures;
  const services = await Promise.allSettled([
    attemptAll([
      ["orgUnits", () => syncKind(run, orgUnits)],
      ["accounts", () => syncKind(run, accounts)],
    ]),
    attemptAll([["permissionSets", () => syncPermissionSets(run)]]),
    attemptAll([
      ["people", () => syncKind(run, people)],
      ["groups", () => syncKind(run, groups)],
      ["memberships", () => syncMemberships(run, groupsAtMost)],
    ]),
  ]);
  return services.flatMap((service) => {
    if (service.status === "rejected") throw service.reason;
    return service.value;
  });
};

const close = async (run: SyncRun, facts: { outcome: "succeeded" | "failed"; problems: string[] }) => {
  const error = facts.problems.length > 0 ? facts.problems.join("\n") : null;
  const { id, counts } = run;
  await finishSync(run.ctx.db, { id, at: run.ctx.clock.now(), outcome: facts.outcome, counts, error });
  return { outcome: facts.outcome, id, counts, error };
};

/**
 * Brings the mirror up to date with AWS; one sync runs at a time. A part that fails leaves its rows as they were and does not
 * keep the others from being done. What vanished is marked, unless so much vanished that the list is not believed: that is
 * said in `error`, also of a sync that succeeded. An admin's word that so much may go is used up by the sync that begins next.
 */
export const syncDirectory = async (
  ctx: CommandContext,
  facts: { source: DirectorySource; groupsAtMost?: number },
): Promise<DirectorySyncResult> => {
  const at = ctx.clock.now();
  const id = ctx.ids.newId();
  if (!(await beginSync(ctx.db, { id, at, aliveSince: addMilliseconds(at, -silenceMs) })))
    return { outcome: "already-running" };
  const accepted = await takeAcceptedRemovals(ctx.db);
  const run: SyncRun = {
    ...{ id, ctx, source: facts.source, counts: {}, warnings: [] },
    ...{ acceptLargeRemovals: accepted !== undefined, removalsAcceptedBy: accepted?.personId },
  };
  try {
    const failures = await syncEverything(run, facts.groupsAtMost ?? 500);
    return await close(run, {
      outcome: failures.length > 0 ? "failed" : "succeeded",
      problems: [...failures, ...run.warnings],
    });
  } catch (error) {
    if (error instanceof SyncOvertaken) return { outcome: "overtaken" };
    // Should the database be what is broken, the row stays running until it is found silent; the first error is the one to tell.
    await close(run, { outcome: "failed", problems: ["The sync broke off; the log says why."] }).catch(() => undefined);
    throw error;
  }
};
