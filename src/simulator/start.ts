import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { athena } from "./athena/service.ts";
import type { AdministratorKind } from "./aws/caller.ts";
import { jsonEndpoint } from "./aws/json-endpoint.ts";
import type { Limits, Timing } from "./aws/operation.ts";
import { queryEndpoint } from "./aws/query-endpoint.ts";
import { callRecorder } from "./calls.ts";
import { type SimulatorClock, simulatorClock } from "./clock.ts";
import { cloudTrail } from "./cloudtrail/service.ts";
import { trailOf } from "./cloudtrail/trail.ts";
import { controlRoutes } from "./control/routes.ts";
import { ec2 } from "./ec2/service.ts";
import { faultRegistry } from "./faults.ts";
import { homeRoute } from "./home.ts";
import { iam } from "./iam/service.ts";
import { identityStore } from "./identitystore/service.ts";
import { forgetful, keepWorld } from "./keep-world.ts";
import { logs } from "./logs/service.ts";
import { mailRoutes } from "./mail/mail-routes.ts";
import { objectKeeper } from "./objects/object-keeper.ts";
import { type ObjectStore, objectStore } from "./objects/object-store.ts";
import { seedBuckets } from "./objects/seed-buckets.ts";
import { organizations } from "./organizations/service.ts";
import type { SimulatorParts } from "./parts.ts";
import { portalRoutes } from "./portal/portal-routes.ts";
import { routerServer } from "./router.ts";
import { s3Routes } from "./s3/endpoint.ts";
import { demoOrganisation } from "./seed/demo-organisation.ts";
import { generateOrganisation, type OrganisationSpec } from "./seed/generate-organisation.ts";
import { loadWorld } from "./snapshot.ts";
import { ssoAdmin } from "./sso-admin/service.ts";
import { settleOperations } from "./sso-admin/settle-operations.ts";
import { sts } from "./sts/service.ts";
import type { WebRoute } from "./web.ts";
import type { World } from "./world.ts";

export type SimulatorOptions = {
  /** 0, and the default, is a free port. The host is always 127.0.0.1. */
  port?: number;
  /** Where the state is kept; without it, in memory only. */
  dataDir?: string;
  /** Without it, the demo organisation. What is in `dataDir` wins over both. */
  organisation?: OrganisationSpec;
  timing?: Timing;
  limits?: Limits | "none";
  stintUrl?: string;
  /** Whether CloudTrail delivers something every half hour even when nobody calls. */
  trailIsNeverSilent?: boolean;
  /** Which account unknown access keys act from. */
  caller?: AdministratorKind;
};

export type Simulator = {
  url: string;
  clock: SimulatorClock;
  /** Everything it knows, brought up to the present each time it is asked for. */
  readonly world: World;
  /** What S3 holds; tests and benchmarks may put objects directly. */
  readonly objects: ObjectStore;
  stop(): Promise<void>;
};

const objectsOf = (world: World, dataDir: string | undefined): ObjectStore => {
  const keeper = dataDir === undefined ? undefined : objectKeeper(join(dataDir, "objects"));
  const objects = objectStore(keeper);
  seedBuckets(world, objects);
  keeper?.restore(objects.bucket);
  return objects;
};

const partsOf = (options: SimulatorOptions, url: () => string): SimulatorParts => {
  const kept = options.dataDir ? loadWorld(options.dataDir) : undefined;
  const clock = simulatorClock(kept?.clock);
  const fresh = () => (options.organisation ? generateOrganisation(options.organisation) : demoOrganisation());
  const world = kept?.world ?? fresh();
  const objects = objectsOf(world, options.dataDir);
  return {
    world,
    objects,
    clock,
    trail: trailOf({ world, objects, clock, isNeverSilent: options.trailIsNeverSilent ?? false }),
    faults: faultRegistry(),
    calls: callRecorder(),
    timing: options.timing ?? { assignmentMs: [800, 2500] },
    limits: options.limits ?? { callsPerSecond: 20, writesUnderWay: 10 },
    caller: options.caller ?? "delegated",
    stintUrl: options.stintUrl ?? "http://127.0.0.1:8080",
    url,
  };
};

const routesOf = (parts: SimulatorParts): WebRoute[] => {
  const jsonServices = jsonEndpoint(parts, [
    ssoAdmin,
    identityStore,
    organizations,
    athena(parts),
    logs(parts),
    cloudTrail(parts),
  ]);
  const queryServices = queryEndpoint(parts, [sts, ec2, iam]);
  return [
    ...s3Routes(parts),
    homeRoute,
    {
      method: "POST",
      path: "/",
      answer: (request) => (request.headers["x-amz-target"] ? jsonServices(request) : queryServices(request)),
    },
    ...controlRoutes(parts),
    ...portalRoutes(parts),
    ...mailRoutes(parts),
  ];
};

/** Starts a simulated AWS on 127.0.0.1; it answers once the promise is kept. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  let url = "";
  const parts = partsOf(options, () => url);
  const settle = () => {
    settleOperations(parts.world, parts.clock.now());
    parts.trail.deliver();
  };
  const stopSettling = parts.clock.onJump(settle);
  let keeper = forgetful;
  // Kept before the answer leaves: what a client was told is still true after this process is killed.
  const server = routerServer(routesOf(parts), settle, () => keeper.keepNow());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  url = `http://127.0.0.1:${address.port}`;
  // Only who holds the port may write: a second simulator on the same folder fails above, before it can.
  if (options.dataDir) keeper = keepWorld(options.dataDir, parts.world, parts.clock);
  return {
    url,
    clock: parts.clock,
    get objects() {
      settle();
      return parts.objects;
    },
    get world() {
      settle();
      return parts.world;
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      stopSettling();
      keeper.stop();
    },
  };
};
