import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";
import { objectIn, refuse } from "./refusal.ts";

const words = "Send any of {now: an ISO instant}, {advanceMs: a number}, {freeze: true or false}.";

export const clockRoutes = ({ clock }: SimulatorParts): WebRoute[] => {
  const told = () => json(200, { now: clock.now().toISOString(), frozen: clock.isFrozen() });
  return [
    { method: "GET", path: "/_simulator/clock", answer: told },
    {
      method: "POST",
      path: "/_simulator/clock",
      answer({ body }) {
        const { now, advanceMs, freeze, ...others } = objectIn(body) ?? { unreadable: true };
        if (Object.keys(others).length > 0) return refuse(words);
        const at = typeof now === "string" ? new Date(now) : undefined;
        if (now !== undefined && (!at || Number.isNaN(at.getTime()))) return refuse(words);
        if (advanceMs !== undefined && (typeof advanceMs !== "number" || !Number.isFinite(advanceMs)))
          return refuse(words);
        if (freeze !== undefined && typeof freeze !== "boolean") return refuse(words);
        if (freeze === true) clock.freeze();
        if (at) clock.set(at);
        if (typeof advanceMs === "number") clock.advance(advanceMs);
        if (freeze === false) clock.resume();
        return told();
      },
    },
  ];
};
