import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { approveRequest } from "../src/commands/approve-request.ts";
import { endGrant } from "../src/commands/end-grant.ts";
import { passTime } from "../src/commands/pass-time.ts";
import { recheckAccess } from "../src/commands/recheck-access.ts";
import { sendRequest } from "../src/commands/send-request.ts";
import { syncDirectory } from "../src/commands/sync-directory.ts";
import type { AssignmentKey } from "../src/core/identity-center.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { anApprovalPolicy, aPolicy, group, orgUnit, user } from "./builders.ts";
import type { VirtualEngine } from "./virtual-engine.ts";

const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "secret" };

/** Every state in which access can be when a condition changes. */
export const cells = ["pending", "scheduled", "activating", "active", "ending"] as const;
export type Cell = (typeof cells)[number];

const digits = (count: number) => Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join("");

/**
 * An organisation in which conditions can change: each subject is five people in a group of their own whom one policy allows one role
 * in one account of one OU, and each of the five has access in another state. Nothing in one subject is shared with another.
 */
export const conditionsWorld = (v: VirtualEngine) => {
  const { world } = v.simulator;
  const { db } = v.ctx;
  const clients = createAwsClients({ endpoint: v.simulator.url, region: "eu-central-1", credentials });
  const source = createDirectorySource({ clients });
  const at = () => v.now().toISOString();

  const sync = async () => {
    const result = await syncDirectory(v.ctx, { source });
    assert.equal(result.outcome, "succeeded", "error" in result ? (result.error ?? "") : "");
  };

  const aUser = (name: string) => {
    const id = randomUUID();
    const row = { id, userName: `${name}-${id.slice(0, 8)}`, status: "ENABLED" as const, attributes: {} };
    world.users.put({ ...row, externalIds: [], createdAt: at(), updatedAt: at() });
    return id;
  };

  const join = (groupId: string, userId: string) =>
    world.memberships.put({ id: randomUUID(), groupId, userId, createdAt: at() });

  /** What AWS holds of one subject. To be synced before it is used. */
  const aSubject = (name: string) => {
    const { rootId, instanceArn, managementAccountId } = world.ids;
    const ouId = `ou-${rootId.slice(2)}-${digits(8)}`;
    world.orgUnits.put({ id: ouId, name: `${name} unit`, parentId: rootId });
    const accountId = `8${digits(11)}`;
    const joined = { joinedMethod: "CREATED" as const, joinedAt: at() };
    world.accounts.put({
      id: accountId,
      name,
      email: `${accountId}@example.com`,
      state: "ACTIVE",
      parentId: ouId,
      ...joined,
    });
    const permissionSetArn = `${instanceArn.replace(":instance/", ":permissionSet/")}/ps-${digits(16)}`;
    const policyless = { managedPolicyArns: [], inlinePolicy: "", tags: [], version: 1, createdAt: at() };
    world.permissionSets.put({
      arn: permissionSetArn,
      name: `Role${digits(8)}`,
      sessionDuration: "PT1H",
      ...policyless,
    });
    const groupId = randomUUID();
    world.groups.put({ id: groupId, displayName: `${name} team`, externalIds: [], createdAt: at(), updatedAt: at() });
    const people = Object.fromEntries(cells.map((cell) => [cell, aUser(cell)])) as Record<Cell, string>;
    for (const id of Object.values(people)) join(groupId, id);
    return { name, ouId, accountId, permissionSetArn, groupId, people, managementAccountId };
  };
  type Subject = ReturnType<typeof aSubject>;

  const keyOf = (subject: Subject, cell: Cell): AssignmentKey => ({
    personId: subject.people[cell],
    accountId: subject.accountId,
    permissionSetArn: subject.permissionSetArn,
  });

  const withPolicies = async (subject: Subject, approverId: string) => {
    const scopes = [orgUnit({ id: subject.ouId })];
    const permissionSetArns = [subject.permissionSetArn];
    const policy = await aPolicy(db, {
      ...{ name: `${subject.name} policy`, principals: [group({ id: subject.groupId })], scopes, permissionSetArns },
      approvalRequired: true,
    });
    await anApprovalPolicy(db, { scopes, approvers: [user({ id: approverId })] });
    return policy.id;
  };

  const ask = async (subject: Subject, cell: Cell, approverId: string) => {
    const personId = subject.people[cell];
    const { accountId, permissionSetArn } = subject;
    const startsAt = cell === "scheduled" ? v.after(7_200) : null;
    const input = {
      accountIds: [accountId],
      permissionSetArn,
      durationMinutes: 60,
      justification: "because",
      startsAt,
    };
    const { request } = await sendRequest(v.ctx, { caller: { personId }, input });
    if (cell === "pending") return { requestId: request.id, grantId: undefined };
    const approved = await approveRequest(v.ctx, { caller: { personId: approverId }, requestId: request.id });
    return { requestId: request.id, grantId: approved.grants[0]?.id };
  };

  /** Brings all of these subjects to where each of the five is in the state it is named after. */
  const begin = async (names: readonly string[]) => {
    const approverId = aUser("approver");
    const subjects = names.map(aSubject);
    await sync();
    const begun = [];
    for (const subject of subjects) {
      const policyId = await withPolicies(subject, approverId);
      begun.push({ ...subject, policyId, asked: new Map<Cell, Awaited<ReturnType<typeof ask>>>() });
    }
    for (const one of begun)
      for (const cell of ["scheduled", "active", "ending"] as const)
        one.asked.set(cell, await ask(one, cell, approverId));
    await v.liveUntil(v.after(60));
    for (const one of begun)
      for (const cell of ["pending", "activating"] as const) one.asked.set(cell, await ask(one, cell, approverId));
    while ((await passTime(v.ctx)) > 0);
    for (const { asked, people } of begun)
      await endGrant(v.ctx, { caller: { personId: people.ending }, grantId: asked.get("ending")?.grantId ?? "" });
    return begun;
  };
  type Begun = Awaited<ReturnType<typeof begin>>[number];

  /** Where access of one cell is now, why, and who was told. */
  const outcomeOf = async (subject: Begun, cell: Cell) => {
    const { requestId, grantId } = subject.asked.get(cell) ?? {};
    const request = await db
      .selectFrom("requests")
      .selectAll()
      .where("id", "=", requestId ?? "")
      .executeTakeFirst();
    const grant = grantId ? await v.grant(grantId) : undefined;
    const events = await db
      .selectFrom("auditEvents")
      .select(["action", "data"])
      .where("requestId", "=", requestId ?? "")
      .orderBy("seq")
      .execute();
    const notices = await db
      .selectFrom("notices")
      .select("kind")
      .where("requestId", "=", requestId ?? "")
      .execute();
    return {
      state: grant?.state ?? request?.state,
      ...{ grant, request, events, notices: notices.map(({ kind }) => kind) },
      held: await v.held(keyOf(subject, cell)),
    };
  };

  return { world, begin, sync, recheck: () => recheckAccess(v.ctx), outcomeOf, keyOf, stop: () => clients.destroy() };
};

export type Begun = Awaited<ReturnType<ReturnType<typeof conditionsWorld>["begin"]>>[number];
