import type { Verb } from "../api/changes.ts";
import type { AccessRequest } from "../api/shapes.ts";

const words: Record<Verb, string> = {
  approve: "Your approval is recorded",
  reject: "The request is rejected",
  cancel: "The request is cancelled",
};

/** What a word did, as the server answered: an approval may be one of several. */
export const spokenOutcome = (verb: Verb, request: AccessRequest): string => {
  if (verb !== "approve" || request.state !== "pending") return `${words[verb]}.`;
  const missing = request.deciders?.approvalsMissing ?? request.approvalsNeeded - request.approvalsGiven;
  return `${words.approve}; ${missing} more needed.`;
};
