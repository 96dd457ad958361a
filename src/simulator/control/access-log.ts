import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";

/** Every assignment there ever was, with the instants it truly began and ceased: a witness that Stint cannot touch. */
export const accessLogRoute = ({ world }: SimulatorParts): WebRoute => ({
  method: "GET",
  path: "/_simulator/access-log",
  answer: () => json(200, { assignments: world.accessLog.all() }),
});
