import { isPresent, type PersonInGroups } from "../core/directory.ts";
import type { PersonLookup } from "../core/directory-source.ts";
import { CloudError } from "../core/identity-center.ts";
import { Refusal } from "../core/refusal.ts";
import { lockMemberships, replaceGroupsOf } from "../store/memberships.ts";
import { findPersonInGroups, findRefreshedAt, markPersonGone, saveRefreshedPerson } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { askInTime, type Timeout } from "./directory-parts/ask-in-time.ts";
import { isMirrorFresh, isWithin } from "./mirror-is-fresh.ts";

export type Refreshing = {
  lookup: PersonLookup;
  /** What the mirror knows of the person is taken when it was refreshed no longer ago. 0, and the default, always asks. */
  acceptAgeMs?: number;
  timeout?: Timeout;
};

const readMirror = async (ctx: CommandContext, personId: string): Promise<PersonInGroups | undefined> => {
  const person = await findPersonInGroups(ctx.db, personId);
  return person?.goneAt === null ? person : undefined;
};

/** Nobody is taken for gone, or for somebody else, because Identity Store was silent. */
export const directoryStale = (cause: CloudError): Refusal => {
  const refusal = new Refusal("unavailable", [
    {
      code: "directory.stale",
      message:
        "Identity Center does not answer, and what Stint last heard of this person is too old to rely on. Try again in a minute.",
    },
  ]);
  refusal.cause = cause;
  return refusal;
};

const fallBack = async (ctx: CommandContext, facts: { personId: string; now: Date; problem: CloudError }) => {
  const { personId, now } = facts;
  const held = await findPersonInGroups(ctx.db, personId);
  if (held && (await isMirrorFresh(ctx.db, { personId, now }))) return held.goneAt === null ? held : undefined;
  throw directoryStale(facts.problem);
};

type SeenNow = Awaited<ReturnType<PersonLookup["findPerson"]>>;

/** Their rights may have gone with it: who was here is not, or is not in a group any more. */
const hasLostSomething = (held: PersonInGroups, seen: SeenNow): boolean =>
  !seen?.enabled || held.groupIds.some((groupId) => !seen.groupIds.includes(groupId));

/**
 * The person and their groups as Identity Store tells of them this moment, written to the mirror; undefined when there is no such
 * person (any more), disabled people are returned as such. When Identity Store does not answer, the mirror serves if it is at most
 * fifteen minutes old; otherwise refused as `directory.stale`.
 */
export const refreshPerson = async (
  ctx: CommandContext,
  facts: Refreshing & { personId: string },
): Promise<PersonInGroups | undefined> => {
  const { lookup, personId, acceptAgeMs = 0, timeout = AbortSignal.timeout } = facts;
  const readAt = ctx.clock.now();
  if (acceptAgeMs > 0 && isWithin(await findRefreshedAt(ctx.db, personId), readAt, acceptAgeMs))
    return readMirror(ctx, personId);
  try {
    const seen = await askInTime(timeout, (signal) => lookup.findPerson(personId, signal));
    // Identity Store's own spelling of the id is the one that everything else is kept under.
    const id = seen?.id ?? personId;
    await ctx.db.transaction().execute(async (trx) => {
      await lockMemberships(trx, "one person");
      const held = await findPersonInGroups(trx, id);
      if (held && isPresent(held) && hasLostSomething(held, seen)) await ctx.jobs.wake(trx, "recheck");
      if (!seen) return markPersonGone(trx, { id, readAt });
      const isNewest = await saveRefreshedPerson(trx, { person: seen, readAt });
      if (isNewest) await replaceGroupsOf(trx, { personId: id, groupIds: seen.groupIds });
    });
    return await readMirror(ctx, id);
  } catch (error) {
    if (error instanceof CloudError) return fallBack(ctx, { personId, now: readAt, problem: error });
    throw error;
  }
};
