import type { z } from "zod";
import type { SeenRequest } from "../commands/see-requests.ts";
import type { accessRequest } from "../contract/requests.ts";
import { presentGrant } from "./present-grant.ts";
import type { Holds } from "./serve-operation.ts";

/** What a token has not the scope for is no ability of its bearer. */
export const presentRequest = (
  { request, abilities, grants, ...around }: SeenRequest,
  holds: Holds,
): z.input<typeof accessRequest> => ({
  ...request,
  ...around,
  startsAt: request.askedStartsAt,
  approvalsGiven: around.decisions.filter(({ verdict, deciderId }) => verdict === "approve" && deciderId !== null)
    .length,
  grants: grants.map((grant) => presentGrant(grant, holds)),
  abilities: {
    approve: abilities.approve && holds("decisions:write"),
    reject: abilities.reject && holds("decisions:write"),
    cancel: abilities.cancel && holds("requests:write"),
  },
});
