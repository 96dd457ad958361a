import type { z } from "zod";
import type { accessRequest } from "../contract/requests.ts";
import type { AccessRequest, RecordedDecision } from "../core/request.ts";
import type { RequestAbilities } from "../core/visibility.ts";
import type { Names } from "./find-names.ts";
import { presentGrant, type ShownGrant } from "./present-grant.ts";

/** A request with all that belongs to it, and what the caller may do with each. */
export type ShownRequest = {
  request: AccessRequest;
  decisions: readonly RecordedDecision[];
  grants: readonly ShownGrant[];
  abilities: RequestAbilities;
};

export const mentionedInRequests = (shown: readonly ShownRequest[]) => ({
  personIds: shown.flatMap(({ request, decisions, grants }) => [
    request.requesterId,
    ...decisions.map(({ deciderId }) => deciderId),
    ...grants.map(({ grant }) => grant.endedById),
  ]),
  accountIds: shown.flatMap(({ request }) => request.accountIds),
  permissionSetArns: shown.map(({ request }) => request.permissionSetArn),
});

export const presentRequest = (
  { request, decisions, grants, abilities }: ShownRequest,
  names: Names,
): z.input<typeof accessRequest> => ({
  ...request,
  requester: names.person(request.requesterId),
  accounts: request.accountIds.map(names.account),
  permissionSet: names.permissionSet(request.permissionSetArn),
  startsAt: request.askedStartsAt,
  approvalsGiven: decisions.filter(({ verdict, deciderId }) => verdict === "approve" && deciderId !== null).length,
  decisions: decisions.map((decision) => ({
    ...decision,
    decider: decision.deciderId === null ? null : names.person(decision.deciderId),
  })),
  grants: grants.map((shown) => presentGrant(shown, names)),
  abilities,
});
