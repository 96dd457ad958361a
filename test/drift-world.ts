import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type DriftWork, watchDrift } from "../src/commands/watch-drift.ts";
import type { Holder, Pair } from "../src/core/drift.ts";
import { defaultSettings, type Settings } from "../src/core/settings.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDriftApi } from "../src/providers/aws/drift-source.ts";
import { beginAssignment, endAssignment } from "../src/simulator/assignment-life.ts";
import type { AssignmentTuple } from "../src/simulator/rows.ts";
import { insertRestore } from "../src/store/restores.ts";
import { readStoredSettings, writeSettings } from "../src/store/settings.ts";
import type { VirtualEngine } from "./virtual-engine.ts";

/** What tests of drift need: others at work in AWS behind Stint's back, the watch, and what it found. */
export const driftWorld = (v: VirtualEngine) => {
  const { simulator, ctx } = v;
  const clients = createAwsClients({
    endpoint: simulator.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
  });
  const api = createDriftApi({
    client: clients.assignments,
    instanceArn: simulator.world.ids.instanceArn,
    pace: async () => undefined,
  });
  const work: DriftWork = { api, holder: "worker-1" };

  const tuple = (pair: Pair, holder: Holder): AssignmentTuple => ({
    ...{ accountId: pair.accountId, permissionSetArn: pair.permissionSetArn },
    ...{ principalType: holder.kind === "group" ? "GROUP" : "USER", principalId: holder.id },
  });
  const somebodyAssigns = (pair: Pair, holder: Holder) =>
    beginAssignment(simulator.world, tuple(pair, holder), v.now());
  const somebodyTakesAway = (pair: Pair, holder: Holder) =>
    endAssignment(simulator.world, tuple(pair, holder), v.now());
  const holds = (pair: Pair, holder: Holder) =>
    simulator.world.assignments
      .all()
      .some(
        (row) =>
          row.accountId === pair.accountId &&
          row.permissionSetArn === pair.permissionSetArn &&
          row.principalId === holder.id,
      );

  const used = new Set<string>();
  /** A role that nobody holds anywhere, and accounts to hold it in. */
  const unheldRole = () => {
    const { world } = simulator;
    const held = new Set(world.assignments.all().map((row) => row.permissionSetArn));
    const role = world.permissionSets.all().find(({ arn }) => !held.has(arn) && !used.has(arn));
    assert.ok(role, "the demo organisation has a role that nobody holds");
    used.add(role.arn);
    const accounts = world.accounts
      .all()
      .filter(({ id, state }) => state === "ACTIVE" && id !== world.ids.managementAccountId);
    return accounts.map(({ id }): Pair => ({ accountId: id, permissionSetArn: role.arn }));
  };

  const somebody = (n: number): Holder => {
    const person = simulator.world.users.all().filter(({ status }) => status === "ENABLED")[n];
    assert.ok(person);
    return { kind: "person", id: person.id };
  };

  /** The watch and the engine side by side until then. */
  const watchUntil = async (until: Date, as: DriftWork = work): Promise<void> => {
    for (;;) {
      const next = await watchDrift(ctx, as);
      await v.liveUntil(next && next < until ? next : until);
      if (v.now() >= until) return;
    }
  };

  const settings = async (change: Partial<Settings>) => {
    const { settings: before, version } = await readStoredSettings(ctx.db);
    const after = { ...defaultSettings, ...before, ...change };
    await ctx.db.transaction().execute((trx) => writeSettings(trx, { settings: after, version, at: v.now() }));
  };

  const findings = (pair: Pair) =>
    ctx.db
      .selectFrom("driftFindings")
      .selectAll()
      .where("accountId", "=", pair.accountId)
      .where("permissionSetArn", "=", pair.permissionSetArn)
      .orderBy("foundAt")
      .orderBy("id")
      .execute();

  const actions = async (prefix: string) => {
    const rows = await ctx.db.selectFrom("auditEvents").select("action").orderBy("seq").execute();
    return rows.flatMap(({ action }) => (action.startsWith(prefix) ? [action] : []));
  };

  const restored = (restoredTo: Date) =>
    ctx.db
      .transaction()
      .execute((trx) => insertRestore(trx, { id: randomUUID(), at: v.now(), restoredTo, cutsSeenAt: v.now() }));

  return {
    ...{
      work,
      api,
      unheldRole,
      somebody,
      somebodyAssigns,
      somebodyTakesAway,
      holds,
      watchUntil,
      settings,
      findings,
      actions,
      restored,
    },
    stop: () => clients.destroy(),
  };
};

export type DriftWorld = ReturnType<typeof driftWorld>;
