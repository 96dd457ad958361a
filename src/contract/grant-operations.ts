import { z } from "zod";
import { activityEvent, activityOutcome, activityServices, activitySource, activitySummary } from "./activity.ts";
import { filterValueQuery, filterValues } from "./filter-values.ts";
import { grant, grantState } from "./grants.ts";
import { stintId } from "./ids.ts";
import { askedInstant } from "./instant.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, listOf, pageQuery } from "./page.ts";
import { accessFilters, decisionInput, statesOf, view } from "./requests.ts";

const tag = "Grants";
const params = z.object({ id: stintId });

const activityFilters = {
  outcome: statesOf(activityOutcome.options).describe(
    "One or several: separated by commas, or the parameter repeated.",
  ),
  service: activityServices.describe("One or several, like `s3.amazonaws.com`."),
  from: absentWhenEmpty(askedInstant).describe("At this instant or later."),
  to: absentWhenEmpty(askedInstant).describe("Before this instant."),
};

const grantView = absentWhenEmpty(view.extract(["mine", "in-my-scope", "all"])).describe("Usually all that I may see.");

const filters = {
  ...accessFilters,
  view: grantView,
  state: statesOf(grantState.options).describe("One or several: separated by commas, or the parameter repeated."),
  activeFrom: absentWhenEmpty(askedInstant).describe(
    "Held at this instant or later: from when AWS confirmed it (or its planned start) until AWS confirmed its end (or the planned one).",
  ),
  activeTo: absentWhenEmpty(askedInstant).describe("Held at some time before this instant."),
  sort: absentWhenEmpty(z.enum(["createdAt", "-createdAt", "endsAt", "-endsAt"])).describe(
    "Usually `-createdAt`, newest first. By `endsAt` only with states that are not over.",
  ),
};

export const grantOperations = {
  list: operation({
    id: "listGrants",
    method: "get",
    path: "/grants",
    tag,
    summary: "Access that was granted and that I may see, usually newest first.",
    description: "`mine`: my own. `in-my-scope`: that I could approve now. `all`: for auditors and admins.",
    scope: "grants:read",
    query: z.strictObject({ ...pageQuery, ...filters }),
    output: listOf(grant),
    statuses: [200],
  }),
  export: operation({
    id: "exportGrants",
    method: "get",
    path: "/grants.csv",
    tag,
    summary: "The same as a table, all of it, in the same order.",
    description: "A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    scope: "grants:read",
    query: z.strictObject(filters),
    media: "text/csv",
    statuses: [200],
  }),
  exportJson: operation({
    id: "exportGrantsAsJson",
    method: "get",
    path: "/grants.json",
    tag,
    summary: "The same as one JSON document, all of it, one grant to a line.",
    scope: "grants:read",
    query: z.strictObject(filters),
    output: z.object({ items: z.array(grant) }),
    statuses: [200],
  }),
  filterValues: operation({
    id: "listGrantFilterValues",
    method: "get",
    path: "/grants/filter-values",
    tag,
    summary:
      "By what a list of access can be narrowed: what occurs in the newest 200 of the view, the first 20 by name.",
    description: "Admins and auditors may search the whole directory instead.",
    scope: "grants:read",
    query: z.strictObject({ ...filterValueQuery, view: grantView }),
    output: filterValues,
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
    description: "Asking for the first page has the trail looked at again soon, while there may be more.",
    scope: "activity:read",
    params,
    query: z.strictObject({ ...pageQuery, ...activityFilters }),
    output: listOf(activityEvent).extend({ source: activitySource, abilities: z.object({}) }),
    statuses: [200],
    refusals: [404],
  }),
  activitySummary: operation({
    id: "summariseGrantActivity",
    method: "get",
    path: "/grants/{id}/activity/summary",
    tag,
    summary: "All of it counted by time, service and outcome.",
    scope: "activity:read",
    params,
    query: z.strictObject(activityFilters),
    output: activitySummary,
    statuses: [200],
    refusals: [404],
  }),
  exportActivity: operation({
    id: "exportGrantActivity",
    method: "get",
    path: "/grants/{id}/activity.csv",
    tag,
    summary:
      "The same as a table, all of it. Refused while no source is set: an empty file would say that nothing was done.",
    scope: "activity:read",
    params,
    query: z.strictObject(activityFilters),
    media: "text/csv",
    statuses: [200],
    refusals: [404, 409],
  }),
};
