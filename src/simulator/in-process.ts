import type { IncomingHttpHeaders } from "node:http";
import { jsonEndpoint } from "./aws/json-endpoint.ts";
import type { Limits, Timing } from "./aws/operation.ts";
import { queryEndpoint } from "./aws/query-endpoint.ts";
import { callRecorder } from "./calls.ts";
import { type KeptClock, simulatorClock } from "./clock.ts";
import { trailOf } from "./cloudtrail/trail.ts";
import { type Faults, faultRegistry } from "./faults.ts";
import { identityStore } from "./identitystore/service.ts";
import { objectStore } from "./objects/object-store.ts";
import { seedBuckets } from "./objects/seed-buckets.ts";
import { organizations } from "./organizations/service.ts";
import type { SimulatorParts } from "./parts.ts";
import { ssoAdmin } from "./sso-admin/service.ts";
import { settleOperations } from "./sso-admin/settle-operations.ts";
import { sts } from "./sts/service.ts";
import type { WebReply } from "./web.ts";
import type { World } from "./world.ts";

export type InProcessSimulator = {
  world: World;
  clock: KeptClock;
  faults: Faults;
  /** One AWS call, answered as over the wire; a `ConnectionCut` is thrown where nobody would get an answer. */
  answer(call: { headers: IncomingHttpHeaders; body: Buffer }): Promise<WebReply>;
  /** Brings the world up to the present. */
  settle(): void;
};

/**
 * The same simulated AWS without a socket: sockets answer in an order of their own, and who wants the same history twice calls it here.
 * Its clock stands still until it is moved.
 */
export const simulatorInProcess = (facts: {
  world: World;
  startsAt: Date;
  timing: Timing;
  limits: Limits;
}): InProcessSimulator => {
  const { world, timing, limits } = facts;
  const clock = simulatorClock({ offsetMs: 0, frozenAtMs: facts.startsAt.getTime() });
  const objects = objectStore(undefined);
  seedBuckets(world, objects);
  const url = "http://127.0.0.1";
  const parts: SimulatorParts = {
    ...{ world, objects, clock, timing, limits, caller: "delegated", stintUrl: url },
    trail: trailOf({ world, objects, clock, isNeverSilent: false }),
    faults: faultRegistry(),
    calls: callRecorder(),
    url: () => url,
  };
  const json = jsonEndpoint(parts, [ssoAdmin, identityStore, organizations]);
  const query = queryEndpoint(parts, [sts]);
  const settle = () => settleOperations(world, clock.now());
  return {
    ...{ world, clock, faults: parts.faults, settle },
    answer: async ({ headers, body }) => {
      settle();
      const request = { method: "POST", url: new URL(url), target: "/", headers, remoteAddress: "", body, params: {} };
      return headers["x-amz-target"] ? json(request) : query(request);
    },
  };
};
