import assert from "node:assert/strict";
import { approveRequest } from "../../src/commands/approve-request.ts";
import { cancelRequest } from "../../src/commands/cancel-request.ts";
import { endGrant } from "../../src/commands/end-grant.ts";
import { expireRequests } from "../../src/commands/expire-requests.ts";
import { rejectRequest } from "../../src/commands/reject-request.ts";
import { sendRequest } from "../../src/commands/send-request.ts";
import { Refusal } from "../../src/core/refusal.ts";
import { as } from "../access-world.ts";
import { account, aGroup, anAccount, anApprovalPolicy, aPermissionSet, aPerson, aPolicy, group } from "../builders.ts";
import type { VirtualEngine } from "../virtual-engine.ts";
import type { Act } from "./acts.ts";

/** What there is to see of requests, decisions and grants at one moment. */
export type Seen = Awaited<ReturnType<LifeWorld["look"]>>;
export type LifeWorld = Awaited<ReturnType<typeof openLifeWorld>>;

/** Four people, of whom the last two approve; two accounts, the second without approval; one role; all known to the simulated AWS. */
export const openLifeWorld = async (v: VirtualEngine) => {
  const { world } = v.simulator;
  const { db } = v.ctx;
  const askers = await aGroup(db);
  const deciders = await aGroup(db);
  const users = world.users.all().filter((one) => one.status === "ENABLED");
  const people = await Promise.all(
    [0, 1, 2, 3].map((n) =>
      aPerson(db, { id: users[n]?.id ?? "", groups: n < 2 ? [askers.id] : [askers.id, deciders.id] }),
    ),
  );
  const known = world.accounts
    .all()
    .filter((one) => one.state === "ACTIVE" && one.id !== world.ids.managementAccountId);
  const accounts = await Promise.all([0, 1].map((n) => anAccount(db, { id: known[n]?.id ?? "" })));
  const set = world.permissionSets.all().find((one) => one.name.includes("Admin"));
  assert.ok(set);
  const role = await aPermissionSet(db, { arn: set.arn });
  const [guarded, open] = accounts.map(account);
  assert.ok(guarded && open);
  const facts = { principals: [group(askers)], permissionSetArns: [role.arn], maxDurationMinutes: 120 };
  await aPolicy(db, { ...facts, scopes: [guarded], approvalRequired: true });
  await aPolicy(db, { ...facts, scopes: [open] });
  await anApprovalPolicy(db, { scopes: [guarded], approvers: [group(deciders)], approvalsNeeded: 1 });

  const requestIds: string[] = [];
  const look = async () => ({
    at: v.now(),
    requests: await db
      .selectFrom("requests")
      .selectAll()
      .where("id", "in", [...requestIds, nobody])
      .execute(),
    decisions: await db
      .selectFrom("decisions")
      .selectAll()
      .where("requestId", "in", [...requestIds, nobody])
      .orderBy("decidedAt")
      .execute(),
    grants: await db
      .selectFrom("grants")
      .selectAll()
      .where("requestId", "in", [...requestIds, nobody])
      .execute(),
  });

  const sendFor = async (act: Extract<Act, { do: "ask" }>) => {
    const { request } = await sendRequest(v.ctx, {
      caller: as(people[act.who] ?? { id: nobody }),
      input: {
        accountIds: [accounts[act.account]?.id ?? ""],
        permissionSetArn: role.arn,
        startsAt: act.startsInMinutes === 0 ? null : v.after(act.startsInMinutes * 60),
        durationMinutes: act.durationMinutes,
        justification: "to see what becomes of it",
      },
    });
    requestIds.push(request.id);
  };

  const decideOn = { approve: approveRequest, reject: rejectRequest, cancel: cancelRequest };

  const carryOut = async (act: Act): Promise<void> => {
    const caller = "who" in act ? as(people[act.who] ?? { id: nobody }) : as({ id: nobody });
    const requestId = "request" in act ? (requestIds[act.request % Math.max(1, requestIds.length)] ?? nobody) : nobody;
    switch (act.do) {
      case "ask":
        return sendFor(act);
      case "approve":
      case "reject":
      case "cancel":
        await decideOn[act.do](v.ctx, { caller, requestId });
        return;
      case "end": {
        const [grant] = await db.selectFrom("grants").select("id").where("requestId", "=", requestId).execute();
        await endGrant(v.ctx, { caller, grantId: grant?.id ?? nobody });
        return;
      }
      case "pass":
        await v.liveUntil(v.after(act.minutes * 60));
        await expireRequests(v.ctx);
        return;
      case "nobody-works":
        v.simulator.clock.advance(act.minutes * 60_000);
    }
  };

  /** Whether it was done; a refusal is an answer like any other, anything else that is thrown is not. */
  const attempt = async (act: Act): Promise<"done" | "refused"> => {
    try {
      await carryOut(act);
      return "done";
    } catch (problem) {
      if (problem instanceof Refusal) return "refused";
      throw problem;
    }
  };

  return { people, accounts, role, look, attempt, forget: () => requestIds.splice(0) };
};

const nobody = "00000000-0000-7000-8000-000000000000";
