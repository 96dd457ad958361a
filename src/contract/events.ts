import { z } from "zod";
import { operation } from "./operation.ts";

export const eventsOperation = operation({
  id: "followEvents",
  method: "get",
  path: "/events",
  tag: "Events",
  summary: "What happens from now on, of what I may see, as server-sent events.",
  description:
    "Each event is named after the action (`grant.activated`); its data is JSON with ids only: `seq`, `subject`, `requestId`, `grantId`. Read the object itself to see its state. With `Last-Event-ID` the stream goes on where it broke off; if that is too long ago it begins with an event `reset`. An event `beat`, without data, comes at least every half minute. Who may read `GET /system` hears `system.stirred` when figures moved there that no event tells of. Who may see what was done with a grant hears `activity.read`, with its `grantId`, when more of it was read.",
  scope: "requests:read",
  headers: z.object({
    "last-event-id": z
      .string()
      .regex(/^\d{1,15}$/, "is not the id of an event")
      .optional(),
  }),
  media: "text/event-stream",
  statuses: [200],
  refusals: [503],
});
