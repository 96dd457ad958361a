import { z } from "zod";
import { instant } from "./instant.ts";
import { operation } from "./operation.ts";
import { reason } from "./reason.ts";

const me = z
  .object({
    id: z.string(),
    userName: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    personas: z.object({ requester: z.boolean(), approver: z.boolean(), auditor: z.boolean(), admin: z.boolean() }),
    via: z.string().nullable().describe("The API client that acts for this person; null in a browser."),
    scopes: z.array(z.string()).nullable().describe("What the token carries; null: no scope narrows it."),
    portalUrl: z.string().nullable(),
    identityCenterRegion: z.string().nullable().describe("For the AWS CLI's `sso_region`."),
    hold: reason.nullable().describe("The emergency stop that holds all my access; null: none does."),
    now: instant.describe("Stint's clock, by which access begins and ends."),
    form: z
      .object({
        justificationRequired: z.boolean(),
        ticketRequired: z.boolean(),
        ticketPattern: z.string().nullable(),
        decisionCommentRequired: z.boolean(),
        endCommentRequired: z.boolean(),
        maxDurationMinutes: z.int(),
      })
      .describe("What forms must ask for."),
    abilities: z.object({
      request: z.boolean(),
      decide: z.boolean(),
      readAudit: z.boolean(),
      managePolicies: z.boolean(),
      changeSettings: z.boolean(),
      manageApiClients: z.boolean(),
      stopInEmergency: z.boolean(),
    }),
  })
  .meta({ id: "Me" });

export const meOperation = operation({
  id: "getMe",
  method: "get",
  path: "/me",
  tag: "Me",
  summary: "Who I am to Stint at this moment, and what its forms must ask of me.",
  scope: null,
  output: me,
  statuses: [200],
});
