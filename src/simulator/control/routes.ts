import type { SimulatorParts } from "../parts.ts";
import type { WebRoute } from "../web.ts";
import { accessLogRoute } from "./access-log.ts";
import { callsRoutes } from "./calls.ts";
import { clockRoutes } from "./clock.ts";
import { faultRoutes } from "./faults.ts";
import { stateRoute } from "./state.ts";
import { trailRoutes } from "./trail.ts";

/** The simulator's own controls under `/_simulator/`: what AWS does not have, and tests need. */
export const controlRoutes = (parts: SimulatorParts): WebRoute[] => [
  ...clockRoutes(parts),
  ...faultRoutes(parts),
  ...callsRoutes(parts),
  ...trailRoutes(parts),
  stateRoute(parts),
  accessLogRoute(parts),
];
