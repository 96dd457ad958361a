import { randomUUID } from "node:crypto";
import type { NoticeKind } from "../src/core/notice.ts";
import type { Principal, Scope } from "../src/core/policies.ts";
import { defaultSettings } from "../src/core/settings.ts";
import type { Db } from "../src/store/database.ts";
import { addNotice } from "../src/store/notices.ts";

const at = new Date("2026-11-20T10:00:00Z");
const arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const prod = "111111111111";
const dev = "222222222222";
const stranger = { id: "", enabled: true, goneAt: null };

/**
 * Amira asks; Bo, Cy and Dia may decide, Bo by two routes; Dia has no e-mail. Eve is disabled and Fay gone. Gil may decide on
 * another account only, Kim for another role only. Hal and Bo are admins; Amira is approver and admin too.
 */
export const people = {
  amira: { ...stranger, id: "amira", email: "amira@acme.example" },
  bo: { ...stranger, id: "bo", email: "bo@acme.example" },
  cy: { ...stranger, id: "cy", email: "cy@acme.example" },
  dia: { ...stranger, id: "dia", email: null },
  eve: { ...stranger, id: "eve", email: "eve@acme.example", enabled: false },
  fay: { ...stranger, id: "fay", email: "fay@acme.example", goneAt: at },
  gil: { ...stranger, id: "gil", email: "gil@acme.example" },
  hal: { ...stranger, id: "hal", email: "hal@acme.example" },
  kim: { ...stranger, id: "kim", email: "kim@acme.example" },
};

const members = {
  deciders: ["amira", "bo", "cy", "dia", "eve", "fay"],
  admins: ["amira", "bo", "hal", "eve"],
  vanished: ["gil"],
};

export const approvalPolicy = async (
  db: Db,
  policy: { scopes: Scope[]; approvers: Principal[]; permissionSetArns?: string[] },
): Promise<void> => {
  await db
    .insertInto("approvalPolicies")
    .values({
      id: randomUUID(),
      name: "policy",
      scopes: JSON.stringify(policy.scopes),
      permissionSetArns: policy.permissionSetArns ?? [],
      approvers: JSON.stringify(policy.approvers),
      approverIds: policy.approvers.map(({ id }) => id),
      approvalsNeeded: 1,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
};

/** Fills an empty database with the people above and what they may decide. */
export const buildNoticeWorld = async (db: Db): Promise<void> => {
  const account = { email: "a@acme.example", state: "ACTIVE" as const, isManagement: false, goneAt: null };
  await db
    .insertInto("accounts")
    .values([
      { ...account, id: prod, name: "payments-prod", orgUnitId: "ou-prod", path: ["r-1", "ou-live", "ou-prod"] },
      { ...account, id: dev, name: "payments-dev", orgUnitId: "ou-dev", path: ["r-1", "ou-dev"] },
    ])
    .execute();
  await db
    .insertInto("permissionSets")
    .values({
      arn,
      name: "DatabaseAdmin",
      description: "",
      sessionDurationMinutes: 60,
      inManagementAccount: false,
      describedAt: at,
      goneAt: null,
    })
    .execute();
  await db
    .insertInto("people")
    .values(
      Object.values(people).map((person) => ({
        ...person,
        userName: person.id,
        displayName: person.id.toUpperCase(),
        refreshedAt: at,
      })),
    )
    .execute();
  for (const [id, ids] of Object.entries(members)) {
    const goneAt = id === "vanished" ? at : null;
    await db.insertInto("groups").values({ id, displayName: id, membersSyncedAt: at, goneAt }).execute();
    await db
      .insertInto("memberships")
      .values(ids.map((personId) => ({ groupId: id, personId })))
      .execute();
  }
  const group = (id: string): Principal => ({ type: "group", id });
  const user = (id: string): Principal => ({ type: "user", id });
  await approvalPolicy(db, {
    scopes: [{ type: "ou", id: "ou-live", includeChildOus: true }],
    approvers: [group("deciders"), group("vanished"), user("nobody")],
  });
  await approvalPolicy(db, {
    scopes: [{ type: "account", id: prod }],
    approvers: [user("bo")],
    permissionSetArns: [arn],
  });
  await approvalPolicy(db, {
    scopes: [{ type: "ou", id: "ou-live", includeChildOus: false }],
    approvers: [user("gil")],
  });
  await approvalPolicy(db, {
    scopes: [{ type: "ou", id: "ou-dev", includeChildOus: false }],
    approvers: [user("gil"), user("cy")],
  });
  await approvalPolicy(db, {
    scopes: [{ type: "account", id: prod }],
    approvers: [user("kim")],
    permissionSetArns: ["arn:other"],
  });
  await writeNoticeSettings(db, { email: true, auditEmail: "audit@acme.example" });
};

export const writeNoticeSettings = async (db: Db, notifications: { email: boolean; auditEmail: string | null }) => {
  const portalUrl = "https://acme.awsapps.com/start";
  const document = JSON.stringify({ ...defaultSettings, adminGroupId: "admins", portalUrl, notifications });
  await db
    .insertInto("settings")
    .values({ id: 1, document, version: 1, updatedAt: at })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ document }))
    .execute();
};

/** Amira's request, with a grant when the notice is of one, and the notice in the outbox. Answers the request's id. */
export const happen = async (
  db: Db,
  facts: { kind: NoticeKind; accountIds?: string[]; at?: Date; justification?: string },
): Promise<string> => {
  const [requestId, decisionId, grantId] = [randomUUID(), randomUUID(), randomUUID()];
  const happenedAt = facts.at ?? at;
  const accountIds = facts.accountIds ?? [prod];
  const isOfGrant = facts.kind.startsWith("grant.");
  const isPending = facts.kind === "request.asked";
  await db
    .insertInto("requests")
    .values({
      id: requestId,
      requesterId: "amira",
      accountIds,
      permissionSetArn: arn,
      askedStartsAt: null,
      durationMinutes: 60,
      ticket: null,
      justification: facts.justification ?? "disk full",
      state: isPending ? "pending" : "approved",
      approvalRequired: true,
      approvalsNeeded: 1,
      createdAt: happenedAt,
      expiresAt: happenedAt,
      closedAt: isPending ? null : happenedAt,
      idempotencyKey: null,
      idempotencyHash: null,
    })
    .execute();
  if (isOfGrant) {
    const decision = { requestId, requesterId: "amira", deciderId: "bo", verdict: "approve" as const, comment: null };
    await db
      .insertInto("decisions")
      .values({ ...decision, id: decisionId, decidedAt: happenedAt })
      .execute();
    await db
      .insertInto("grants")
      .values({
        id: grantId,
        requestId,
        decisionId,
        personId: "amira",
        accountId: accountIds[0] ?? prod,
        permissionSetArn: arn,
        startsAt: happenedAt,
        endsAt: new Date(happenedAt.getTime() + 3_600_000),
        state: "active",
        endReason: null,
        endedById: null,
        endComment: null,
        endAskedAt: null,
        activatedAt: happenedAt,
        endedAt: null,
        failure: null,
        createdAt: happenedAt,
      })
      .execute();
  }
  const notice = { id: randomUUID(), kind: facts.kind, requestId, at: happenedAt };
  await db.transaction().execute((trx) => addNotice(trx, isOfGrant ? { ...notice, grantId } : notice));
  return requestId;
};

export const accounts = { prod, dev };
