import { z } from "zod";
import { grantState } from "./grants.ts";
import { accountId, identityId, permissionSetArn, stintId } from "./ids.ts";
import { askedInstant } from "./instant.ts";
import { absentWhenEmpty, listOfValues } from "./page.ts";
import { statesOf } from "./requests.ts";

const action = z.string().regex(/^[a-z0-9.-]{1,60}$/, "is not an action like grant.active");

const actions = listOfValues(action, 60);

const states = ["pending", "approved", "rejected", "cancelled", "expired", ...grantState.options] as const;

/** What the log is searched by; all that are given hold together. */
export const auditFilters = {
  from: absentWhenEmpty(askedInstant).describe("At this instant or later."),
  to: absentWhenEmpty(askedInstant).describe("Before this instant."),
  actor: absentWhenEmpty(identityId).describe("Who did it: the id of a person."),
  person: absentWhenEmpty(identityId).describe("Whom it concerns: the id of a person."),
  account: absentWhenEmpty(accountId).describe("An account it concerns, alone or among others of one request."),
  permissionSet: absentWhenEmpty(permissionSetArn).describe("The role that was asked for, given or taken away."),
  action: actions.describe(
    "One or several actions, separated by commas; one that ends with a dot is the beginning of several: `grant.`.",
  ),
  state: statesOf(states).describe(
    "The state into which it brought a request or a grant; one or several, separated by commas.",
  ),
  request: absentWhenEmpty(stintId).describe("What happened to this request and its grants."),
  grant: absentWhenEmpty(stintId).describe("What happened to this grant."),
  sort: absentWhenEmpty(z.enum(["at", "-at"])).describe("Oldest first, or newest first (as usual)."),
};
