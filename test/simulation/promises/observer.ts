import type { CommandContext } from "../../../src/commands/context.ts";
import { findGrants } from "../../../src/commands/find-grants.ts";
import { findRequests } from "../../../src/commands/find-requests.ts";
import { nextLookDueAt } from "../../../src/store/drift-pairs.ts";
import { findDriftWatch } from "../../../src/store/drift-watch.ts";
import { noJobs } from "../../../src/store/jobs.ts";
import { type KnownGrant, type Ledger, noteShown } from "../people/ledger.ts";
import type { Simulation } from "../simulation.ts";

export type ShownRequest = {
  id: string;
  requesterId: string;
  state: string;
  accountIds: string[];
  expiresAtMs: number;
};

/** An auditor who looks at what Stint shows, and is kept from it by no fault. To be asked only between transactions. */
export const createObserver = (simulation: Simulation, ledger: Ledger) => {
  const { turns, database, organisation } = simulation;
  const db = database.lookOn();
  const never = () => {
    throw new Error("an observer makes nothing");
  };
  const ctx: CommandContext = { db, clock: { now: turns.now }, ids: { newId: never }, jobs: noJobs };
  const caller = { personId: organisation.people.aude };

  const lookAtGrants = async (): Promise<{
    fresh: KnownGrant[];
    moved: { grant: KnownGrant; from: string | undefined }[];
  }> => {
    const fresh: KnownGrant[] = [];
    const moved: { grant: KnownGrant; from: string | undefined }[] = [];
    let cursor: string | undefined;
    do {
      const page = await findGrants(ctx, { caller, query: { view: "all", limit: 200, cursor } });
      cursor = page.nextCursor;
      for (const { grant } of page.items) {
        const known = ledger.grants.get(grant.id);
        const seen: KnownGrant = {
          ...{ id: grant.id, requestId: grant.requestId, state: grant.state, failure: grant.failure },
          key: { personId: grant.personId, accountId: grant.accountId, permissionSetArn: grant.permissionSetArn },
          ...{ startsAtMs: grant.startsAt.getTime(), endsAtMs: grant.endsAt.getTime(), endReason: grant.endReason },
          endAskedAtMs: grant.endAskedAt?.getTime() ?? null,
          ...{ createdAtMs: grant.createdAt.getTime(), endedAtMs: grant.endedAt?.getTime() ?? null },
        };
        ledger.grants.set(grant.id, seen);
        noteShown(ledger.shownGrants, { ...seen, atMs: turns.nowMs() });
        if (!known) fresh.push(seen);
        if (known?.state !== seen.state) moved.push({ grant: seen, from: known?.state });
      }
    } while (cursor !== undefined);
    return { fresh, moved };
  };

  const lookAtRequests = async (): Promise<ShownRequest[]> => {
    const shown: ShownRequest[] = [];
    let cursor: string | undefined;
    do {
      const page = await findRequests(ctx, { caller, query: { view: "all", limit: 200, cursor } });
      cursor = page.nextCursor;
      for (const { request } of page.items) {
        noteShown(ledger.shownRequests, { ...request, atMs: turns.nowMs() });
        shown.push({
          ...{ id: request.id, requesterId: request.requesterId, state: request.state, accountIds: request.accountIds },
          expiresAtMs: request.expiresAt.getTime(),
        });
      }
    } while (cursor !== undefined);
    return shown;
  };

  /** When a worker will look at AWS again, and whether the fuse is blown. */
  const lookAtDrift = async () => ({
    nextLookMs: (await nextLookDueAt(db))?.getTime(),
    fuseIsBlown: (await findDriftWatch(db)).fuseBlownAt !== null,
  });

  return { db, lookAtGrants, lookAtRequests, lookAtDrift };
};

export type Observer = ReturnType<typeof createObserver>;
