import { randomBytes, randomUUID } from "node:crypto";
import type { SamlServiceProvider } from "../src/auth/saml.ts";
import { createApiClient } from "../src/commands/create-api-client.ts";
import { issueApiToken } from "../src/commands/issue-api-token.ts";
import type { Person } from "../src/core/directory.ts";
import { scopes as everyScope, type ScopeName } from "../src/core/scopes.ts";
import { secretHash } from "../src/core/secret-hash.ts";
import { createHttpApp } from "../src/http/app.ts";
import type { AppContext } from "../src/http/app-context.ts";
import { EventHub } from "../src/http/event-hub.ts";
import { defaultHttpLimits, type HttpLimits } from "../src/http/http-limits.ts";
import { createLog } from "../src/http/log.ts";
import { listenForEvents } from "../src/store/event-feed.ts";
import { findPersonInGroups } from "../src/store/people.ts";
import { insertSession } from "../src/store/sessions.ts";
import {
  aGroup,
  anAccount,
  anApprovalPolicy,
  anOrgUnit,
  aPermissionSet,
  aPerson,
  aPolicy,
  group,
  orgUnit,
  testContext,
  testStart,
  withSettings,
} from "./builders.ts";
import { manualScheduler } from "./manual-scheduler.ts";
import { openTestDatabase } from "./with-database.ts";

export const publicUrl = "http://127.0.0.1:8080";

const nobodySignsIn: SamlServiceProvider = {
  metadata: () => "",
  authnRequestUrl: async () => "",
  verify: async () => {
    throw new Error("sessions are made by hand here");
  },
};

const hourMs = 3_600_000;

/** How one caller calls: answers the status and the JSON. Whatever changes something carries our own origin. */
export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; headers: Headers; json: Record<string, never> & Answer }>;

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape is what is being tested
type Answer = any;

const jsonOf = async (response: Response) => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
};

/**
 * The HTTP side on a test database, with one person for each persona, a stranger who may do nothing, two accounts in an OU and one
 * elsewhere, and policies: the engineers may ask for the role in the OU with approval, the leads approve.
 */
export const openSignedInWorld = async (
  options: { eligible?: "with-approval" | "at-once"; limits?: Partial<HttpLimits> } = {},
) => {
  const database = await openTestDatabase();
  const { db } = database;
  const ctx = testContext(db);
  const groups = {
    engineers: await aGroup(db, { displayName: "Engineers" }),
    leads: await aGroup(db, { displayName: "Leads" }),
    auditors: await aGroup(db, { displayName: "Auditors" }),
    admins: await aGroup(db, { displayName: "Admins" }),
  };
  const people = {
    requester: await aPerson(db, { displayName: "Rita Requester", groups: [groups.engineers.id] }),
    approver: await aPerson(db, { displayName: "Paul Approver", groups: [groups.leads.id] }),
    auditor: await aPerson(db, { displayName: "Ada Auditor", groups: [groups.auditors.id] }),
    admin: await aPerson(db, { displayName: "Adam Admin", groups: [groups.admins.id] }),
    stranger: await aPerson(db, { displayName: "Sam Stranger" }),
  };
  const unit = await anOrgUnit(db, { name: "Production" });
  const accounts = {
    first: await anAccount(db, { in: unit, name: "prod-1" }),
    second: await anAccount(db, { in: unit, name: "prod-2" }),
    elsewhere: await anAccount(db, { name: "elsewhere" }),
  };
  const role = await aPermissionSet(db, { name: "PowerUser" });
  await withSettings(db, { adminGroupId: groups.admins.id, auditorGroupId: groups.auditors.id });
  const policy = await aPolicy(db, {
    name: "Engineers in production",
    principals: [group(groups.engineers)],
    scopes: [orgUnit(unit)],
    permissionSetArns: [role.arn],
    approvalRequired: options.eligible !== "at-once",
  });
  const approvalPolicy = await anApprovalPolicy(db, {
    name: "Leads decide",
    scopes: [orgUnit(unit)],
    approvers: [group(groups.leads)],
  });

  const scheduler = manualScheduler(testStart);
  const hub = new EventHub({
    db,
    scheduler,
    listen: (on) => listenForEvents(database, on),
    warn: (problem) => {
      throw problem;
    },
  });
  await hub.start();
  const context: AppContext = {
    ...ctx,
    scheduler,
    events: hub,
    lookup: {
      findPerson: async (id) => {
        const person = await findPersonInGroups(db, id);
        return person && person.goneAt === null ? person : undefined;
      },
      findPersonIdByUserName: async () => undefined,
      findPersonIdByEmail: async () => undefined,
    },
    saml: nobodySignsIn,
    publicUrl,
    identityCenterRegion: "eu-central-1",
    version: "test",
    limits: { ...defaultHttpLimits, callsPerMinute: 1_000_000, ...options.limits },
    log: createLog({ clock: ctx.clock, level: "silent" }),
    readiness: async () => ({ ready: true, parts: [] }),
    metrics: async () => "",
  };
  const app = createHttpApp(context);

  const request = async (init: { method: string; path: string; body: unknown; headers: Record<string, string> }) => {
    const response = await app.request(init.path.startsWith("/") ? init.path : `/api/v1/${init.path}`, {
      method: init.method,
      headers: { ...(init.body === undefined ? {} : { "content-type": "application/json" }), ...init.headers },
      ...(init.body === undefined
        ? {}
        : { body: typeof init.body === "string" ? init.body : JSON.stringify(init.body) }),
    });
    return { status: response.status, headers: response.headers, json: await jsonOf(response) };
  };

  const cookieOf = async (person: Pick<Person, "id">) => {
    const token = randomBytes(32).toString("base64url");
    const at = ctx.clock.now();
    const expiresAt = new Date(at.getTime() + 12 * hourMs);
    const session = {
      tokenHash: secretHash(token),
      personId: person.id,
      createdAt: at,
      lastSeenAt: at,
      expiresAt,
      via: "test",
      authenticatedAt: at,
      browserHash: null,
    };
    await db.transaction().execute((trx) => insertSession(trx, session));
    return `stint=${token}`;
  };

  const signedInAs = async (person: Pick<Person, "id">): Promise<Caller> => {
    const cookie = await cookieOf(person);
    return (method, path, body, headers = {}) =>
      request({ method, path, body, headers: { cookie, origin: publicUrl, ...headers } });
  };

  const bearerOf = async (person: Pick<Person, "id">, scopes: readonly ScopeName[] = everyScope): Promise<Caller> => {
    const { client, secret } = await createApiClient(ctx, {
      actor: { kind: "system" },
      client: { name: `client-${randomUUID()}`, personId: person.id, scopes },
    });
    const issued = await issueApiToken(ctx, { clientId: client.id, clientSecret: secret, lifeMs: hourMs });
    if (typeof issued === "string") throw new Error(issued);
    const authorization = `Bearer ${issued.token}`;
    return (method, path, body, headers = {}) =>
      request({ method, path, body, headers: { authorization, ...headers } });
  };

  return {
    db,
    ctx,
    app,
    context,
    groups,
    people,
    unit,
    accounts,
    role,
    policy,
    approvalPolicy,
    at: testStart,
    cookieOf,
    signedInAs,
    bearerOf,
    as: {
      requester: await signedInAs(people.requester),
      approver: await signedInAs(people.approver),
      auditor: await signedInAs(people.auditor),
      admin: await signedInAs(people.admin),
      stranger: await signedInAs(people.stranger),
      anonymous: ((method, path, body, headers = {}) => request({ method, path, body, headers })) as Caller,
    },
    /** Lets a heartbeat pass on open event streams. */
    beat: () => scheduler.advance(15_000),
    /** Lets so much time pass for whoever waits. */
    pass: (ms: number) => scheduler.advance(ms),
    close: async () => {
      await hub.stop();
      await database.close();
    },
  };
};

export type SignedInWorld = Awaited<ReturnType<typeof openSignedInWorld>>;
