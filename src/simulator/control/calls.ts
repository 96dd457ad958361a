import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";

export const callsRoutes = ({ calls }: SimulatorParts): WebRoute[] => [
  {
    method: "GET",
    path: "/_simulator/calls",
    answer({ url }) {
      const operation = url.searchParams.get("operation");
      const recent = calls.recent().filter((call) => operation === null || call.operation === operation);
      return json(200, { countByOperation: calls.countByOperation(), recent });
    },
  },
  {
    method: "DELETE",
    path: "/_simulator/calls",
    answer() {
      calls.clear();
      return json(200, { countByOperation: {}, recent: [] });
    },
  },
];
