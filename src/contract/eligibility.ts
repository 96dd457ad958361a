import { z } from "zod";
import { accountId } from "./ids.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, listOfValues, pageQuery } from "./page.ts";
import { reason } from "./reason.ts";
import { lineOf } from "./text.ts";

const accountIds = listOfValues(accountId, 100);

const role = z.object({
  arn: z.string(),
  name: z.string(),
  description: z.string(),
  sessionDurationMinutes: z.int(),
  maxDurationMinutes: z.int(),
  approvalRequired: z.boolean(),
  hold: reason.nullable().describe("The emergency stop on account of which it cannot be asked for now."),
});

const eligibleAccount = z
  .object({
    id: z.string(),
    name: z.string(),
    orgUnits: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe("From the root down to the one that holds it."),
    permissionSets: z.array(role).describe("What may be asked for here, and what holds for it."),
    abilities: z.object({ request: z.boolean() }),
  })
  .meta({ id: "EligibleAccount" });

export const eligibilityOperation = operation({
  id: "listEligibility",
  method: "get",
  path: "/eligibility",
  tag: "Eligibility",
  summary: "The accounts and roles that I may ask for at this moment, by name.",
  scope: "requests:read",
  query: z.strictObject({
    ...pageQuery,
    search: absentWhenEmpty(lineOf(200)).describe(
      "Found in the name or id of the account or of an organisational unit above it, or in the name of a role.",
    ),
    account: accountIds.describe("Only these accounts: separated by commas, or the parameter repeated."),
  }),
  output: listOf(eligibleAccount),
  statuses: [200],
});
