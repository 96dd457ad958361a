import type { OpenAPIHono } from "@hono/zod-openapi";
import { scopes } from "../core/scopes.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { sessionCookie } from "./session-cookie.ts";

const description = `Temporary elevated access for AWS IAM Identity Center.

Every object carries \`abilities\`: what the caller may do with it at this moment, from the same decision the call itself makes. Errors
are \`{"error": {"code", "message", "requestId", "reasons"?}}\`; codes are stable. Fields that are not declared are refused. What one may
not know of looks the same as what does not exist (404). A call with the session cookie that changes something needs the header
\`Origin\` of Stint itself; machines use a token from \`POST /oauth/token\`.`;

/** The OpenAPI 3.1 description of everything this app serves, made from the contract. */
export const openapiDocument = (app: OpenAPIHono<AppEnv>, context: AppContext) => {
  const { publicUrl, version } = context;
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: sessionCookie(publicUrl).name,
    description: "A person at a browser, after signing in at /auth/login.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "oauth2",
    description: "An API client. `Authorization: Bearer <token>`.",
    flows: {
      clientCredentials: {
        tokenUrl: `${publicUrl}/oauth/token`,
        scopes: Object.fromEntries(scopes.map((scope) => [scope, scope])),
      },
    },
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Stint", version, description, license: { name: "Apache-2.0" } },
    servers: [{ url: publicUrl }],
  });
};
