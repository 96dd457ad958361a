import assert from "node:assert/strict";
import type { AssignmentKey } from "../src/core/identity-center.ts";
import { scheduleLook } from "../src/store/assignments.ts";
import { insertGrant } from "./a-grant.ts";
import type { VirtualEngine } from "./virtual-engine.ts";

/** What tests of the engine need of the simulated organisation: tuples nobody has used, grants on them, and what became of them. */
export const engineWorld = (v: VirtualEngine) => {
  const { world } = v.simulator;
  const people = world.users.all().filter((user) => user.status === "ENABLED");
  const accounts = world.accounts
    .all()
    .filter((account) => account.state === "ACTIVE" && account.id !== world.ids.managementAccountId);
  const sets = world.permissionSets.all().filter((set) => set.name === "ReadOnly" || set.name.includes("Admin"));
  let count = 0;

  /** A tuple of a pair and a person that no earlier call answered and nobody holds. */
  const freshKey = (): AssignmentKey => {
    for (;;) {
      const person = people[count % people.length];
      const account = accounts[(count + Math.floor(count / people.length)) % accounts.length];
      const set = sets[count % sets.length];
      count += 1;
      assert.ok(person && account && set);
      const key = { personId: person.id, accountId: account.id, permissionSetArn: set.arn };
      const stands = world.accessLog
        .all()
        .some((row) => row.principalId === key.personId && row.accountId === key.accountId);
      if (!stands) return key;
    }
  };

  const aGrant = (key: AssignmentKey, startsIn: number, lastsSeconds: number) =>
    insertGrant(v.ctx.db, {
      key,
      startsAt: v.after(startsIn),
      endsAt: v.after(startsIn + lastsSeconds),
      approvedAt: v.now(),
    });

  const endEarly = (grantId: string, key: AssignmentKey) =>
    v.ctx.db.transaction().execute(async (trx) => {
      await trx
        .updateTable("grants")
        .set({ state: "ending", endReason: "revoked", endAskedAt: v.now() })
        .where("id", "=", grantId)
        .execute();
      await scheduleLook(trx, { key, at: v.now(), lane: "end" });
    });

  const stateOf = async (id: string) => (await v.grant(id)).state;

  const row = (key: AssignmentKey) =>
    v.ctx.db
      .selectFrom("assignments")
      .selectAll()
      .where("personId", "=", key.personId)
      .where("accountId", "=", key.accountId)
      .where("permissionSetArn", "=", key.permissionSetArn)
      .executeTakeFirstOrThrow();

  const noticesOf = async (grantId: string) => {
    const rows = await v.ctx.db.selectFrom("notices").select("kind").where("grantId", "=", grantId).execute();
    return rows.map(({ kind }) => kind).sort();
  };

  const actionsOf = async (grantId: string) => {
    const rows = await v.ctx.db
      .selectFrom("auditEvents")
      .select("action")
      .where("grantId", "=", grantId)
      .orderBy("seq")
      .execute();
    return rows.map(({ action }) => action);
  };

  const fault = (body: object) => v.control("faults", body);
  const clearFaults = () => fetch(`${v.simulator.url}/_simulator/faults`, { method: "DELETE" });
  const forgetCalls = () => fetch(`${v.simulator.url}/_simulator/calls`, { method: "DELETE" });
  const callCounts = async () =>
    ((await v.control("calls")) as { countByOperation: Record<string, number> }).countByOperation;

  return {
    freshKey,
    aGrant,
    endEarly,
    stateOf,
    row,
    noticesOf,
    actionsOf,
    fault,
    clearFaults,
    forgetCalls,
    callCounts,
  };
};

/** Something that is waited for until the test lets it go on, and knows when it was reached. */
export const gate = () => {
  let open: () => void = () => undefined;
  let reach: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return {
    open: () => open(),
    reached,
    pass: async () => {
      reach();
      await opened;
    },
  };
};
