import { beginAssignment, endAssignment } from "../../../src/simulator/assignment-life.ts";
import type { AccessLogRow, AssignmentTuple } from "../../../src/simulator/rows.ts";
import type { Chance } from "../chance.ts";
import type { Desk } from "../people/desk.ts";
import type { KnownGrant } from "../people/ledger.ts";
import type { Simulation } from "../simulation.ts";
import type { Truth } from "./truth.ts";

const minuteMs = 60_000;

export type Key = KnownGrant["key"];
export type Taken = { key: Key; atMs: number };

export const keyOf = (row: AssignmentTuple): Key => ({
  personId: row.principalId,
  accountId: row.accountId,
  permissionSetArn: row.permissionSetArn,
});

export const isSameKey = (one: Key, other: Key): boolean =>
  one.personId === other.personId &&
  one.accountId === other.accountId &&
  one.permissionSetArn === other.permissionSetArn;

/** Somebody who changes assignments in AWS by hand, behind Stint's back; what they did is remembered for whoever judges. */
export const layHands = (facts: { simulation: Simulation; desk: Desk; truth: Truth; chance: Chance }) => {
  const { simulation, desk, truth, chance } = facts;
  const { turns, organisation, trace } = simulation;
  const { world, people, groups, accounts, roles } = organisation;
  const made = new Set<string>();
  const taken: Taken[] = [];

  const open = () => world.accessLog.all().filter(({ ceasedAt }) => ceasedAt === null);
  const isTheirs = (row: AccessLogRow) => row.cause === "seed" || made.has(row.id);
  const tell = (what: string, { principalId, accountId, permissionSetArn }: AssignmentTuple) =>
    trace.add(turns.nowMs(), `by hand: ${what} ${principalId} in ${accountId} by ${permissionSetArn}`);

  const takeAway = (row: AccessLogRow) => {
    tell(isTheirs(row) ? "takes away what Stint did not make," : "takes away what Stint made,", row);
    taken.push({ key: keyOf(row), atMs: turns.nowMs() });
    endAssignment(world, row, turns.now());
  };

  const takeOneOf = (rows: readonly AccessLogRow[]): boolean => {
    if (rows.length > 0) takeAway(chance.oneOf(rows));
    return rows.length > 0;
  };

  /** For somebody who may ask for it, or may not; some are gone, as are some roles: AWS makes none of those. */
  const make = () => {
    const isGroup = chance.happens(0.15);
    const principalId = isGroup ? chance.oneOf([groups.leads, groups.engineers]) : chance.oneOf(Object.values(people));
    const tuple: AssignmentTuple = {
      ...{ principalType: isGroup ? "GROUP" : "USER", principalId },
      ...{ accountId: chance.oneOf(Object.values(accounts)), permissionSetArn: chance.oneOf(Object.values(roles)) },
    };
    const isThere = isGroup ? world.groups.has(principalId) : world.users.has(principalId);
    const before = new Set(open().map(({ id }) => id));
    if (!isThere || !world.permissionSets.has(tuple.permissionSetArn)) return;
    if (world.accounts.get(tuple.accountId)?.state !== "ACTIVE") return;
    beginAssignment(world, tuple, turns.now());
    for (const { id } of open()) if (!before.has(id)) made.add(id);
    tell("makes", tuple);
  };

  /** AWS refuses it while there are assignments: then it stays, or they are taken away first. */
  const abolish = (permissionSetArn: string) => {
    const held = open().filter((row) => row.permissionSetArn === permissionSetArn);
    if (!world.permissionSets.has(permissionSetArn) || (held.length > 0 && chance.happens(0.5))) return;
    for (const row of held) takeAway(row);
    world.permissionSets.delete(permissionSetArn);
    trace.add(turns.nowMs(), `by hand: deletes ${permissionSetArn}`);
    truth.organisationChanged();
  };

  const takeOurs = (tries: number) => {
    if (takeOneOf(open().filter((row) => !isTheirs(row))) || tries === 0) return;
    desk.at(turns.nowMs() + chance.between(1, 15) * minuteMs, "hands", () => takeOurs(tries - 1));
  };

  const act = () => {
    const kind = chance.between(0, 99);
    if (kind < 50) return takeOurs(6);
    if (kind < 80) return make();
    if (kind < 94) return takeOneOf(open().filter(isTheirs));
    return abolish(roles.deploy);
  };

  return {
    taken: (): readonly Taken[] => taken,
    /** Made by hand, or there before: not ours to begin or to end. */
    isTheirs,
    act,
  };
};

export type Hands = ReturnType<typeof layHands>;
