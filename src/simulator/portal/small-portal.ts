import type { AddressInfo } from "node:net";
import { callRecorder } from "../calls.ts";
import { simulatorClock } from "../clock.ts";
import { trailOf } from "../cloudtrail/trail.ts";
import { faultRegistry } from "../faults.ts";
import { objectStore } from "../objects/object-store.ts";
import type { SimulatorParts } from "../parts.ts";
import { routerServer } from "../router.ts";
import { settleOperations } from "../sso-admin/settle-operations.ts";
import type { WebRoute } from "../web.ts";
import { portalRoutes } from "./portal-routes.ts";
import { smallWorld } from "./small-world.ts";

export type SmallPortal = SimulatorParts & {
  /** Signs the person in; answers the cookie that says so. */
  signIn(userName: string): Promise<string>;
  /** A GET that follows no redirect. */
  visit(path: string, cookie?: string): Promise<Response>;
  stop(): Promise<void>;
};

/** The portal of a small world, served on a free port, for tests. */
export const startSmallPortal = async (
  routes: (parts: SimulatorParts) => WebRoute[] = portalRoutes,
): Promise<SmallPortal> => {
  let url = "";
  const world = smallWorld();
  const objects = objectStore();
  const clock = simulatorClock();
  const parts: SimulatorParts = {
    world,
    objects,
    clock,
    trail: trailOf({ world, objects, clock }),
    faults: faultRegistry(),
    calls: callRecorder(),
    timing: { assignmentMs: [0, 0] },
    limits: "none",
    caller: "delegated",
    stintUrl: "http://127.0.0.1:8080",
    url: () => url,
  };
  const server = routerServer(routes(parts), () => settleOperations(parts.world, parts.clock.now()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...parts,
    async signIn(userName) {
      const body = new URLSearchParams({ userName });
      const reply = await fetch(`${url}/portal/sign-in`, { method: "POST", body, redirect: "manual" });
      return reply.headers.get("set-cookie")?.split(";")[0] ?? "";
    },
    visit: (path, cookie) => fetch(url + path, { redirect: "manual", headers: cookie === undefined ? {} : { cookie } }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
