import { changeTrailState, trailState } from "../cloudtrail/trail-state.ts";
import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";
import { objectIn, refuse } from "./refusal.ts";

const words = "Send {withOnBehalfOf: true or false}: whether records say for whom a call was made.";

/** How far the trail is, and the switch for what some services leave out. */
export const trailRoutes = ({ world, trail }: SimulatorParts): WebRoute[] => {
  const told = () => json(200, { bucket: trail.bucket, waiting: world.trailRecords.size, ...trailState(world) });
  return [
    { method: "GET", path: "/_simulator/trail", answer: told },
    {
      method: "POST",
      path: "/_simulator/trail",
      answer({ body }) {
        const { withOnBehalfOf, ...others } = objectIn(body) ?? { unreadable: true };
        if (typeof withOnBehalfOf !== "boolean" || Object.keys(others).length > 0) return refuse(words);
        changeTrailState(world, { withOnBehalfOf });
        return told();
      },
    },
  ];
};
