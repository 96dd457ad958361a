import type { Chance } from "../chance.ts";
import type { Desk } from "../people/desk.ts";
import type { Simulation } from "../simulation.ts";
import type { Truth } from "./truth.ts";

const minuteMs = 60_000;

/**
 * The organisation, changed in AWS by those whose business it is: people come, go and are locked out, accounts are moved and closed, groups
 * deleted. Most comes back.
 */
export const upheaveOrganisation = (facts: { simulation: Simulation; desk: Desk; truth: Truth; chance: Chance }) => {
  const { simulation, desk, truth, chance } = facts;
  const { turns, organisation, trace } = simulation;
  const { world, people, groups, accounts, orgUnits } = organisation;

  const done = (what: string) => {
    trace.add(turns.nowMs(), `in AWS: ${what}`);
    truth.organisationChanged();
  };
  const undoLater = (what: string, undo: () => void) => {
    if (chance.happens(0.7)) desk.at(turns.nowMs() + chance.between(1, 90) * minuteMs, what, undo);
  };

  const leave = (personId: string, groupId: string) => {
    const membership = world.memberships.where("user", personId).find((one) => one.groupId === groupId);
    if (!membership) return;
    world.memberships.delete(membership.id);
    done(`${personId} leaves ${groupId}`);
    undoLater("joins again", () => {
      if (!world.users.has(personId) || world.memberships.has(membership.id)) return;
      world.memberships.put(membership);
      done(`${personId} is in ${groupId} again`);
    });
  };

  const lockOut = (personId: string) => {
    const user = world.users.get(personId);
    if (user?.status !== "ENABLED") return;
    world.users.put({ ...user, status: "DISABLED" });
    done(`${personId} is disabled`);
    undoLater("enabled again", () => {
      const now = world.users.get(personId);
      if (!now) return;
      world.users.put({ ...now, status: "ENABLED" });
      done(`${personId} is enabled`);
    });
  };

  /** What was assigned to them stays behind, as in AWS. */
  const remove = (personId: string) => {
    for (const { id } of world.memberships.where("user", personId)) world.memberships.delete(id);
    world.users.delete(personId);
    done(`${personId} is deleted`);
  };

  const close = (accountId: string) => {
    const account = world.accounts.get(accountId);
    if (account?.state !== "ACTIVE") return;
    world.accounts.put({ ...account, state: "SUSPENDED" });
    done(`${accountId} is suspended`);
    undoLater("an account is back", () => {
      world.accounts.put({ ...account, state: "ACTIVE" });
      done(`${accountId} is active`);
    });
  };

  const move = (accountId: string) => {
    const account = world.accounts.get(accountId);
    if (!account) return;
    const places = [orgUnits.production, orgUnits.test, world.ids.rootId].filter((id) => id !== account.parentId);
    world.accounts.put({ ...account, parentId: chance.oneOf(places) });
    done(`${accountId} is moved`);
    undoLater("an account is moved back", () => {
      const now = world.accounts.get(accountId);
      if (!now) return;
      world.accounts.put({ ...now, parentId: account.parentId });
      done(`${accountId} is where it was`);
    });
  };

  /** AWS gives nobody back who was in it. */
  const dissolve = (groupId: string) => {
    for (const { id } of world.memberships.where("group", groupId)) world.memberships.delete(id);
    if (world.groups.delete(groupId)) done(`${groupId} is deleted`);
  };

  const requesters = [people.erin, people.emil, people.enno];
  const changes = [
    () => leave(chance.oneOf(requesters), groups.engineers),
    () => leave(chance.oneOf(requesters), groups.engineers),
    () => leave(chance.oneOf([people.emil, people.lea, people.luca]), groups.leads),
    () => lockOut(chance.oneOf([...requesters, people.sam, people.lea])),
    () => remove(chance.oneOf([people.enno, people.sam])),
    () => close(chance.oneOf(Object.values(accounts))),
    () => move(chance.oneOf(Object.values(accounts))),
    () => move(chance.oneOf(Object.values(accounts))),
    () => dissolve(chance.happens(0.5) ? groups.leads : groups.engineers),
  ];
  return { change: () => chance.oneOf(changes)() };
};
