import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { Hono } from "hono";
import { z } from "zod";
import { schedulerOf } from "../src/app/system-time.ts";
import { idpMetadataSource } from "../src/auth/idp-metadata-source.ts";
import { samlServiceProvider } from "../src/auth/saml.ts";
import { assertScope } from "../src/core/scopes.ts";
import type { Clock } from "../src/core/time.ts";
import type { AppContext } from "../src/http/app-context.ts";
import type { AppEnv } from "../src/http/app-env.ts";
import { authRoutes } from "../src/http/auth-routes.ts";
import { authenticate } from "../src/http/authenticate.ts";
import { guardEdge } from "../src/http/guard-edge.ts";
import { healthRoutes } from "../src/http/health-routes.ts";
import { defaultHttpLimits, type HttpLimits } from "../src/http/http-limits.ts";
import { limitCalls } from "../src/http/limits.ts";
import { createLog } from "../src/http/log.ts";
import { readJsonBody } from "../src/http/read-json-body.ts";
import { refreshAuthority } from "../src/http/refresh-authority.ts";
import { tokenRoutes } from "../src/http/token-routes.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createPersonLookup } from "../src/providers/aws/identity-store.ts";
import { startSimulator } from "../src/simulator/start.ts";
import { noJobs } from "../src/store/jobs.ts";
import { openTestDatabase } from "./with-database.ts";

export const publicUrl = "http://127.0.0.1:8080";

/** Routes of no use but to see who is let through, and what becomes of errors. */
const probes = (context: AppContext) =>
  new Hono<AppEnv>()
    .use("/api/*", authenticate(context), limitCalls(context))
    .get("/api/whoami", (c) => c.json({ ...c.var.caller, personas: c.var.personas, userName: c.var.person.userName }))
    .post("/api/change", (c) => c.json({ changed: true }))
    .post("/api/decide", refreshAuthority(context, "refuse"), (c) => c.json({ groupIds: c.var.person.groupIds }))
    .post("/api/end", refreshAuthority(context, "go-on"), (c) => c.json({ ended: true }))
    .get("/api/audit", (c) => {
      assertScope(c.var.scopes, "audit:read");
      return c.json({ events: [] });
    })
    .post("/api/input", async (c) =>
      c.json(z.object({ count: z.number(), names: z.array(z.string()) }).parse(await readJsonBody(c))),
    )
    .get("/api/surprise", () => {
      throw new Error("password=hunter2 at postgres://secret");
    });

/**
 * The demo organisation, its portal, an empty database and the HTTP side of signing in, all on one clock that stands still. `ways` replaces
 * what there is to sign in by.
 */
export const openAuthWorld = async (
  limits: Partial<HttpLimits> = {},
  ways: (clock: Clock) => Partial<Pick<AppContext, "saml" | "oidc" | "publicUrl">> = () => ({}),
) => {
  const database = await openTestDatabase();
  const simulator = await startSimulator({ stintUrl: publicUrl, limits: "none", timing: { assignmentMs: [0, 0] } });
  simulator.clock.freeze();
  const clients = createAwsClients({
    region: "eu-central-1",
    endpoint: simulator.url,
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "test" },
  });
  const { clock, world } = simulator;
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const context: AppContext = {
    db: database.db,
    clock,
    scheduler: schedulerOf(clock),
    ids: { newId: () => randomUUID() },
    jobs: noJobs,
    lookup: createPersonLookup({ client: clients.identityStore, identityStoreId: world.ids.identityStoreId }),
    saml: samlServiceProvider({
      publicUrl,
      clock,
      identityProvider: idpMetadataSource({ url: `${simulator.url}/portal/saml/metadata` }, clock),
    }),
    publicUrl,
    identityCenterRegion: null,
    version: "test",
    limits: { ...defaultHttpLimits, ...limits },
    log: createLog({ clock, level: "info" }, sink),
    events: { db: database.db, subscribe: () => ({ after: 0, unsubscribe: () => undefined }) },
    readiness: async () => ({ ready: true, parts: [] }),
    metrics: async () => "up 1\n",
    ...ways(clock),
  };
  const app = new Hono<AppEnv>();
  guardEdge(app, context);
  app.route("/", authRoutes(context));
  app.route("/", tokenRoutes(context));
  app.route("/", healthRoutes(context));
  app.route("/", probes(context));
  return {
    app,
    context,
    simulator,
    logged,
    db: database.db,
    async close() {
      clients.destroy();
      await simulator.stop();
      await database.close();
    },
  };
};

export type AuthWorld = Awaited<ReturnType<typeof openAuthWorld>>;
