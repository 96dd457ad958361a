import { OpenAPIHono } from "@hono/zod-openapi";
import { serveActivity } from "./activity-routes.ts";
import { serveApiClients } from "./api-clients-routes.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { serveApprovalPolicies } from "./approval-policies-routes.ts";
import { serveAudit } from "./audit-routes.ts";
import { serveAuditVerification } from "./audit-verification-routes.ts";
import { authRoutes } from "./auth-routes.ts";
import { authenticate } from "./authenticate.ts";
import { consoleRoutes } from "./console-routes.ts";
import { serveDirectory } from "./directory-routes.ts";
import { serveDrift } from "./drift-routes.ts";
import { serveEligibilityPolicies } from "./eligibility-policies-routes.ts";
import { serveEligibility } from "./eligibility-routes.ts";
import { serveEmergencyStops } from "./emergency-stops-routes.ts";
import { serveEvents } from "./events-routes.ts";
import { serveFavourites } from "./favourites-routes.ts";
import { serveGrants } from "./grants-routes.ts";
import { guardEdge } from "./guard-edge.ts";
import { healthRoutes } from "./health-routes.ts";
import { limitExports } from "./limit-exports.ts";
import { limitCalls } from "./limits.ts";
import { serveMe } from "./me-routes.ts";
import { serveNotices } from "./notices-routes.ts";
import { openapiDocument } from "./openapi-document.ts";
import { serveRequestTimeline } from "./request-timeline-routes.ts";
import { serveRequests } from "./requests-routes.ts";
import { serveSettings } from "./settings-routes.ts";
import { serveSystem } from "./system-routes.ts";
import { tokenRoutes } from "./token-routes.ts";

const resources = [
  serveMe,
  serveFavourites,
  serveEligibility,
  serveRequests,
  serveRequestTimeline,
  serveGrants,
  serveActivity,
  serveEligibilityPolicies,
  serveApprovalPolicies,
  serveSettings,
  serveDirectory,
  serveAuditVerification,
  serveAudit,
  serveEvents,
  serveNotices,
  serveEmergencyStops,
  serveApiClients,
  serveSystem,
  serveDrift,
];

/** The whole HTTP side. Each call: limit, authenticate, parse, command or query, present. */
export const createHttpApp = (context: AppContext): OpenAPIHono<AppEnv> => {
  const app = new OpenAPIHono<AppEnv>();
  guardEdge(app, context);
  const api = new OpenAPIHono<AppEnv>();
  api.use(authenticate(context), limitCalls(context), limitExports(context));
  for (const serveResource of resources) serveResource(api, context);
  app.route("/api/v1", api);
  const document = openapiDocument(app, context);
  app.get("/api/openapi.json", (c) => c.json(document));
  app.route("/", authRoutes(context));
  app.route("/", tokenRoutes(context));
  app.route("/", healthRoutes(context));
  app.route("/", consoleRoutes(context));
  return app;
};
