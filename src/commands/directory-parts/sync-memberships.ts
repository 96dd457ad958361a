import { CloudError } from "../../core/identity-center.ts";
import { inParallel } from "../../core/in-parallel.ts";
import { listGroupsToRead, lockMemberships, type MembersSeen, replaceMembers } from "../../store/memberships.ts";
import { count, type SyncRun, writePart } from "./sync-run.ts";

const readAtOnce = 4;
const groupsPerWrite = 50;

/** An audit event tells of so many groups by id, and of the rest by number. */
const namedAtMost = 20;

/** Undefined when the group was deleted since it was listed; the next sync marks it gone. */
const readMembers = async (run: SyncRun, groupId: string): Promise<MembersSeen | undefined> => {
  try {
    return { groupId, personIds: await run.source.membersOf(groupId) };
  } catch (error) {
    if (error instanceof CloudError && error.problem === "not-found") return undefined;
    throw error;
  }
};

const writeMembers = (run: SyncRun, facts: { groups: MembersSeen[]; readAt: Date }) =>
  writePart(run, "memberships", async (trx) => {
    await lockMemberships(trx, "whole groups");
    const changes = await replaceMembers(trx, facts);
    const added = changes.reduce((sum, change) => sum + change.added, 0);
    const removed = changes.reduce((sum, change) => sum + change.removed, 0);
    count(run, "membershipsAdded", added);
    count(run, "membershipsRemoved", removed);
    if (changes.length === 0) return undefined;
    return { numbers: { groups: changes.length, added, removed }, groups: changes.slice(0, namedAtMost) };
  });

/**
 * Reads the members of every group that policies or settings name, and of those others that were not read for longest.
 * Written some groups at a time, each group whole: a failure later on leaves what was written right.
 */
export const syncMemberships = async (run: SyncRun, groupsAtMost: number): Promise<void> => {
  const groupIds = await listGroupsToRead(run.ctx.db, groupsAtMost);
  run.counts.groupsRead = 0;
  for (let start = 0; start < groupIds.length; start += groupsPerWrite) {
    const readAt = run.ctx.clock.now();
    const batch = groupIds.slice(start, start + groupsPerWrite);
    const read = await inParallel(batch, readAtOnce, (groupId) => readMembers(run, groupId));
    const groups = read.flatMap((members) => (members ? [members] : []));
    await writeMembers(run, { groups, readAt });
    count(run, "groupsRead", groups.length);
  }
};
