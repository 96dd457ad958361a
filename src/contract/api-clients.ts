import { z } from "zod";
import { scopes } from "../core/scopes.ts";
import { apiClientId, identityId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedPerson } from "./named.ts";
import { operation } from "./operation.ts";
import { listOf } from "./page.ts";
import { lineOf } from "./text.ts";

const scopeName = z.enum(scopes);

const apiClient = z
  .object({
    id: z.string(),
    name: z.string(),
    person: namedPerson.describe("As whom it acts: its authority is theirs, cut to the scopes."),
    scopes: z.array(z.string()),
    createdAt: instant,
    revokedAt: instant.nullable(),
    abilities: z.object({ revoke: z.boolean() }),
  })
  .meta({ id: "ApiClient" });

const tag = "API clients";

export const apiClientOperations = {
  list: operation({
    id: "listApiClients",
    method: "get",
    path: "/api-clients",
    tag,
    summary: "The machines that may act as somebody. Admins and auditors.",
    scope: "settings:read",
    output: listOf(apiClient),
    statuses: [200],
  }),
  create: operation({
    id: "createApiClient",
    method: "post",
    path: "/api-clients",
    tag,
    summary: "Make an API client. Its secret is shown here, once. Admins.",
    scope: "settings:write",
    body: z
      .strictObject({
        name: lineOf(100),
        personId: identityId.optional().describe("As whom it acts. Absent: as you."),
        scopes: z.array(scopeName).min(1).max(scopes.length),
      })
      .meta({ id: "ApiClientInput" }),
    output: z.object({ client: apiClient, clientSecret: z.string().describe("Shown this once, kept nowhere.") }),
    statuses: [201],
    refusals: [503],
  }),
  revoke: operation({
    id: "revokeApiClient",
    method: "delete",
    path: "/api-clients/{id}",
    tag,
    summary: "Revoke an API client and all its tokens, at once. Admins.",
    scope: "settings:write",
    params: z.object({ id: apiClientId }),
    statuses: [204],
    refusals: [404, 409, 503],
  }),
};
