import { z } from "zod";
import { grant, grantState } from "./grants.ts";
import { stintId } from "./ids.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";
import { accessFilters, decisionInput, statesOf, view } from "./requests.ts";

const tag = "Grants";
const params = z.object({ id: stintId });

export const grantOperations = {
  list: operation({
    id: "listGrants",
    method: "get",
    path: "/grants",
    tag,
    summary: "Access that was granted and that I may see, newest first.",
    description: "`mine`: my own. `in-my-scope`: that I could approve now. `all`: for auditors and admins.",
    scope: "grants:read",
    query: z.strictObject({
      ...pageQuery,
      ...accessFilters,
      view: absentWhenEmpty(view.extract(["mine", "in-my-scope", "all"])).describe("Usually all that I may see."),
      state: statesOf(grantState.options).describe("One or several: separated by commas, or the parameter repeated."),
    }),
    output: listOf(grant),
    statuses: [200],
  }),
  get: operation({
    id: "getGrant",
    method: "get",
    path: "/grants/{id}",
    tag,
    summary: "One grant.",
    scope: "grants:read",
    params,
    output: grant,
    statuses: [200],
    refusals: [404],
  }),
  end: operation({
    id: "endGrant",
    method: "post",
    path: "/grants/{id}/end",
    tag,
    summary:
      "End access before its time: its holder, whoever could approve it now, and admins. No policy or setting can prevent it.",
    scope: "grants:end",
    params,
    body: decisionInput,
    bodyOptional: true,
    output: grant,
    statuses: [200],
    refusals: [404, 409],
  }),
  activity: operation({
    id: "getGrantActivity",
    method: "get",
    path: "/grants/{id}/activity",
    tag,
    summary: "What was done with this access, from CloudTrail. Its holder, approvers of the request, and auditors.",
    scope: "activity:read",
    params,
    query: z.strictObject(pageQuery),
    output: listOf(z.object({ id: z.string() })).extend({
      source: z.object({
        configured: z
          .boolean()
          .describe("False: Stint reads no trail, so an empty list says nothing about what was done."),
        message: z.string(),
      }),
      abilities: z.object({}),
    }),
    statuses: [200],
    refusals: [404],
  }),
};
