import type { CommandContext } from "../../src/commands/context.ts";
import { createApprovalPolicy } from "../../src/commands/create-approval-policy.ts";
import { createEligibilityPolicy } from "../../src/commands/create-eligibility-policy.ts";
import { establishGroups } from "../../src/commands/establish-groups.ts";
import { syncDirectory } from "../../src/commands/sync-directory.ts";
import { secretHash } from "../../src/core/secret-hash.ts";
import { createDirectorySource } from "../../src/providers/aws/directory-source.ts";
import { insertSession } from "../../src/store/sessions.ts";
import { createPace } from "../../src/worker/pace.ts";
import { clientsOf } from "./aws/clients.ts";
import type { DatabaseServer } from "./database/server.ts";
import { calm } from "./faults/weather.ts";
import { firstPolicies } from "./organisation/policies.ts";
import { beginsAt, createSimulation } from "./simulation.ts";
import { idsFrom, schedulerOf } from "./time/actor-time.ts";
import { runTurnsFor } from "./time/run-turns.ts";
import { actorNamed } from "./time/turns.ts";

const dayMs = 24 * 3_600_000;

export const cookieOf = (personId: string) => `__Host-stint=${tokenOf(personId)}`;
const tokenOf = (personId: string) => `session-of-${personId}`;

const signInEverybody = (ctx: CommandContext, personIds: readonly string[]) =>
  ctx.db.transaction().execute(async (trx) => {
    for (const personId of personIds)
      await insertSession(trx, {
        ...{ tokenHash: secretHash(tokenOf(personId)), personId, createdAt: beginsAt, lastSeenAt: beginsAt },
        expiresAt: new Date(beginsAt.getTime() + 400 * dayMs),
        ...{ via: "simulation", authenticatedAt: beginsAt, browserHash: null },
      });
  });

/** The directory read once, the first policies made, everybody signed in: what every history of this process begins with. */
export const prepare = async (server: DatabaseServer): Promise<void> => {
  const simulation = createSimulation({
    ...{ seed: "prepare", server, climate: calm, assignmentMs: [800, 2_500], lostWakes: 0 },
  });
  const { turns, wire, database, organisation, chance } = simulation;
  const actor = actorNamed("setup");
  const scheduler = schedulerOf(turns, actor);
  const db = database.connectAs(actor);
  const ids = idsFrom(chance, turns.nowMs);
  const ctx: CommandContext = { db, clock: scheduler, ids, jobs: simulation.wakes.jobs };
  const source = createDirectorySource({
    clients: clientsOf({ wire, actor, place: "setup" }),
    pace: createPace({ db, scheduler }),
  });
  const setUp = async () => {
    await syncDirectory(ctx, { source });
    await establishGroups(ctx, { admin: organisation.groups.admins, auditor: organisation.groups.auditors });
    const caller = { personId: organisation.people.ada };
    const { eligibility, approval } = firstPolicies(organisation);
    for (const input of eligibility) await createEligibilityPolicy(ctx, { caller, input });
    for (const input of approval) await createApprovalPolicy(ctx, { caller, input });
    await signInEverybody(ctx, Object.values(organisation.people));
  };
  await runTurnsFor(turns, setUp());
  await server.remember();
};
