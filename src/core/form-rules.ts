import { type Check, type Reason, refuse } from "./decision.ts";
import { checkWords } from "./plain-words.ts";
import type { RequestFacts } from "./request-facts.ts";
import { isInPast } from "./request-input.ts";
import { furthestStartDays, type Settings, shortestDurationMinutes } from "./settings.ts";
import { spokenMinutes } from "./spoken-minutes.ts";
import { checkTicketPattern, ticketMatches } from "./ticket-pattern.ts";
import { addMinutes } from "./time.ts";

const requestLimits = { accounts: 50, ticket: 200, justification: 2_000 };

type Form = Pick<RequestFacts, "now" | "input" | "settings" | "ruling">;

const accountsAreGiven: Check<Form> = ({ input: { accountIds } }) => {
  if (accountIds.length === 0) return refuse("account.required", "Choose at least one account.", "accountIds");
  return accountIds.length > requestLimits.accounts
    ? refuse(
        "account.too-many",
        `One request may name at most ${requestLimits.accounts} accounts; this one names ${accountIds.length}. Send several requests.`,
        "accountIds",
      )
    : undefined;
};

const noAccountTwice: Check<Form> = ({ input: { accountIds } }) => {
  const twice = accountIds.find((id, index) => accountIds.indexOf(id) < index);
  return twice === undefined
    ? undefined
    : refuse("account.duplicate", `The account ${twice} is named twice. Name each account once.`, "accountIds");
};

const startIsReachable: Check<Form> = ({ input: { startsAt }, now }) => {
  if (startsAt === null) return undefined;
  if (Number.isNaN(startsAt.getTime()))
    return refuse("start.invalid", "The start is not a date and time. Example: 2026-11-20T14:00:00Z", "startsAt");
  if (isInPast(startsAt, now))
    return refuse(
      "start.in-past",
      "The start is in the past. Choose a later one, or leave it out for now.",
      "startsAt",
    );
  return startsAt > addMinutes(now, furthestStartDays * 24 * 60)
    ? refuse(
        "start.too-far",
        `The start may be at most ${furthestStartDays} days ahead. Choose an earlier one.`,
        "startsAt",
      )
    : undefined;
};

const durationIsWhole: Check<Form> = ({ input: { durationMinutes } }) =>
  Number.isInteger(durationMinutes) && durationMinutes >= shortestDurationMinutes
    ? undefined
    : refuse(
        "duration.invalid",
        `The duration is a whole number of minutes, ${shortestDurationMinutes} at least.`,
        "durationMinutes",
      );

/** Where the requester is not eligible there is no maximum to name, and another check says so. */
export const durationIsWithinMaximum: Check<Pick<Form, "input" | "ruling">> = ({
  input: { durationMinutes },
  ruling,
}) =>
  ruling === undefined || !(durationMinutes > ruling.maxDurationMinutes)
    ? undefined
    : refuse(
        "duration.too-long",
        `At most ${spokenMinutes(ruling.maxDurationMinutes)} are allowed here, and ${spokenMinutes(durationMinutes)} were asked for. Choose a shorter duration.`,
        "durationMinutes",
      );

const ticketFollowsPattern = (ticket: string, pattern: string): Reason | undefined => {
  if (checkTicketPattern(pattern))
    return refuse(
      "ticket-pattern.unsafe",
      "The ticket pattern in the settings cannot be used, so no ticket can be checked. Ask your admins to change it.",
      "ticket",
    );
  return ticketMatches(pattern, ticket)
    ? undefined
    : refuse("ticket.pattern-mismatch", `The ticket must look like this: ${pattern}`, "ticket");
};

const ticketIsRight: Check<Form> = ({ input: { ticket }, settings }) => {
  if (ticket === null)
    return settings.ticketRequired ? refuse("ticket.required", "Give the ticket this is for.", "ticket") : undefined;
  const words = checkWords(ticket, { noun: "ticket", field: "ticket", longest: requestLimits.ticket, oneLine: true });
  if (words || settings.ticketPattern === null) return words;
  return ticketFollowsPattern(ticket, settings.ticketPattern);
};

const justificationIsRight: Check<{ input: Form["input"]; settings: Pick<Settings, "justificationRequired"> }> = ({
  input: { justification },
  settings,
}) =>
  justification === null && settings.justificationRequired
    ? refuse("justification.required", "Say why you need this access.", "justification")
    : checkWords(justification, {
        noun: "justification",
        field: "justification",
        longest: requestLimits.justification,
      });

/** What the person who fills in the form can put right. */
export const formChecks: Check<Form>[] = [
  accountsAreGiven,
  noAccountTwice,
  startIsReachable,
  durationIsWhole,
  durationIsWithinMaximum,
  ticketIsRight,
  justificationIsRight,
];
