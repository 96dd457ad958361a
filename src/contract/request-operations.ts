import { z } from "zod";
import { filterValueQuery, filterValues } from "./filter-values.ts";
import { stintId } from "./ids.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty } from "./page.ts";
import {
  accessRequest,
  decisionInput,
  requestExportQuery,
  requestInput,
  requestList,
  requestPreview,
  requestQuery,
  view,
} from "./requests.ts";

const tag = "Requests";
const params = z.object({ id: stintId });

const decision = (verb: { id: string; path: string; summary: string; scope: "requests:write" | "decisions:write" }) =>
  operation({
    id: verb.id,
    method: "post",
    path: `/requests/{id}/${verb.path}`,
    tag,
    summary: verb.summary,
    scope: verb.scope,
    params,
    body: decisionInput,
    bodyOptional: true,
    output: accessRequest,
    statuses: [200],
    refusals: [404, 409, 503],
  });

export const requestOperations = {
  preview: operation({
    id: "previewRequest",
    method: "post",
    path: "/requests/preview",
    tag,
    summary:
      "What sending this very form would do now: whether it is allowed, who can approve it, the longest duration. Changes nothing.",
    scope: "requests:read",
    body: requestInput,
    output: requestPreview,
    statuses: [200],
    refusals: [503],
  }),
  send: operation({
    id: "sendRequest",
    method: "post",
    path: "/requests",
    tag,
    summary: "Ask for access. It waits for approval, or policy approves it at once.",
    description:
      "With an `Idempotency-Key` the same form makes one request however often it is sent: 201 the first time, 200 with the same request after. The same key with another form is refused (409).",
    scope: "requests:write",
    headers: z.object({ "idempotency-key": z.string().max(1_000).optional() }),
    body: requestInput,
    output: accessRequest,
    statuses: [201, 200],
    refusals: [409, 503],
  }),
  list: operation({
    id: "listRequests",
    method: "get",
    path: "/requests",
    tag,
    summary: "Requests that I may see, usually newest first.",
    description:
      "`mine`: that I sent. `to-decide`: that wait for my decision. `decided`: that I decided. `in-my-scope`: that I may approve, past and present. `all`: for auditors and admins.",
    scope: "requests:read",
    query: requestQuery,
    output: requestList,
    statuses: [200],
  }),
  export: operation({
    id: "exportRequests",
    method: "get",
    path: "/requests.csv",
    tag,
    summary: "The same as a table, all of it, in the same order.",
    description: "A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    scope: "requests:read",
    query: requestExportQuery,
    media: "text/csv",
    statuses: [200],
  }),
  exportJson: operation({
    id: "exportRequestsAsJson",
    method: "get",
    path: "/requests.json",
    tag,
    summary: "The same as one JSON document, all of it, one request to a line.",
    scope: "requests:read",
    query: requestExportQuery,
    output: z.object({ items: z.array(accessRequest) }),
    statuses: [200],
  }),
  filterValues: operation({
    id: "listRequestFilterValues",
    method: "get",
    path: "/requests/filter-values",
    tag,
    summary:
      "By what a list of requests can be narrowed: what occurs in the newest 200 of the view, the first 20 by name.",
    description: "Admins and auditors may search the whole directory instead.",
    scope: "requests:read",
    query: z.strictObject({ ...filterValueQuery, view: absentWhenEmpty(view).describe("Usually `mine`.") }),
    output: filterValues,
    statuses: [200],
  }),
  get: operation({
    id: "getRequest",
    method: "get",
    path: "/requests/{id}",
    tag,
    summary: "One request with its decisions and grants.",
    scope: "requests:read",
    params,
    output: accessRequest,
    statuses: [200],
    refusals: [404],
  }),
  approve: decision({
    id: "approveRequest",
    path: "approve",
    summary:
      "Give an approval. With the last one needed, access begins at its start. Nobody approves their own request.",
    scope: "decisions:write",
  }),
  reject: decision({
    id: "rejectRequest",
    path: "reject",
    summary: "Reject a request. One rejection is enough.",
    scope: "decisions:write",
  }),
  cancel: decision({
    id: "cancelRequest",
    path: "cancel",
    summary: "Take back a request that still waits. Its requester only; it needs no reason, and a comment is not kept.",
    scope: "requests:write",
  }),
};
