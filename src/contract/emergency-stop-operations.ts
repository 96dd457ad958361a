import { z } from "zod";
import {
  emergencyStop,
  emergencyStopInput,
  emergencyStopList,
  emergencyStopPreview,
  emergencyStopPreviewInput,
  liftInput,
} from "./emergency-stops.ts";
import { stintId } from "./ids.ts";
import { operation } from "./operation.ts";
import { absentWhenEmpty, pageQuery } from "./page.ts";

const tag = "Emergency stops";
const params = z.object({ id: stintId });

export const emergencyStopOperations = {
  preview: operation({
    id: "previewEmergencyStop",
    method: "post",
    path: "/emergency-stops/preview",
    tag,
    summary: "What an emergency stop would end at this moment. Changes nothing. Admins.",
    scope: "settings:read",
    body: emergencyStopPreviewInput,
    output: emergencyStopPreview,
    statuses: [200],
  }),
  start: operation({
    id: "startEmergencyStop",
    method: "post",
    path: "/emergency-stops",
    tag,
    summary:
      "End all access of a person, to an account, by a permission set, or all there is; before all other work. Admins.",
    description:
      "From the moment it is recorded nothing in its scope can be asked for, approved or started; requests there that wait are cancelled. Up to 2,000 grants are ending when this answers, a worker goes on with the rest. With an `Idempotency-Key` the same wish makes one stop however often it is sent: 201 the first time, 200 with the same stop after. The same key with another wish is refused (409).",
    scope: "settings:write",
    headers: z.object({ "idempotency-key": z.string().max(1_000).optional() }),
    body: emergencyStopInput,
    output: emergencyStop,
    statuses: [201, 200],
    refusals: [409],
  }),
  list: operation({
    id: "listEmergencyStops",
    method: "get",
    path: "/emergency-stops",
    tag,
    summary: "Emergency stops and how far they are, the newest first. Admins and auditors.",
    scope: "settings:read",
    query: z.strictObject({
      ...pageQuery,
      holding: absentWhenEmpty(z.literal("true")).describe("Only those that hold their scope at this moment."),
    }),
    output: emergencyStopList,
    statuses: [200],
  }),
  get: operation({
    id: "getEmergencyStop",
    method: "get",
    path: "/emergency-stops/{id}",
    tag,
    summary: "One emergency stop and how far it is. Admins and auditors.",
    scope: "settings:read",
    params,
    output: emergencyStop,
    statuses: [200],
    refusals: [404],
  }),
  lift: operation({
    id: "liftEmergencyStop",
    method: "post",
    path: "/emergency-stops/{id}/lift",
    tag,
    summary: "Let what the stop holds be asked for again. What it ended stays ended. Admins.",
    description: "Whoever was stopped by somebody else cannot lift that themself.",
    scope: "settings:write",
    params,
    body: liftInput,
    output: emergencyStop,
    statuses: [200],
    refusals: [404, 409, 503],
  }),
};
