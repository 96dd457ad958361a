import type { GrantsQuery } from "../src/commands/find-grants.ts";
import type { RequestsQuery } from "../src/commands/find-requests.ts";
import type { RequestViewName } from "../src/commands/request-view-of.ts";
import { accountId, roleArn } from "./page-names.ts";

export type Question = {
  name: string;
  who: string;
  requests?: Partial<RequestsQuery>;
  grants?: Partial<GrantsQuery>;
  values?: RequestViewName;
};

const longAgo = { activeFrom: new Date("2026-06-01T00:00:00Z"), activeTo: new Date("2026-06-01T01:00:00Z") };

/** What is asked of a million requests and their grants, and by whom. */
export const questions = (
  who: Record<"admin" | "everywhere" | "middling" | "nowhere" | "rarely", string>,
): Question[] => [
  { name: "my own", who: "person-7", requests: {} },
  { name: "my own, rejected", who: "person-100", requests: { states: ["rejected"] } },
  { name: "decided by me, of 20,000", who: "person-7", requests: { view: "decided" } },
  { name: "to decide, everywhere", who: who.everywhere, requests: { view: "to-decide" } },
  { name: "to decide, ten accounts", who: who.nowhere, requests: { view: "to-decide" } },
  { name: "in scope, everywhere", who: who.everywhere, requests: { view: "in-my-scope" } },
  {
    name: "in scope, everywhere, rejected",
    who: who.everywhere,
    requests: { view: "in-my-scope", states: ["rejected"] },
  },
  { name: "in scope, a fifth of all", who: who.middling, requests: { view: "in-my-scope" } },
  {
    name: "in scope, a fifth of all, rejected, and none there was",
    who: who.middling,
    requests: { view: "in-my-scope", states: ["rejected"] },
  },
  { name: "in scope, ten accounts, all long ago", who: who.nowhere, requests: { view: "in-my-scope" } },
  { name: "in scope, everywhere for a rare role", who: who.rarely, requests: { view: "in-my-scope" } },
  { name: "all", who: who.admin, requests: { view: "all" } },
  { name: "all, pending", who: who.admin, requests: { view: "all", states: ["pending"] } },
  { name: "all, rejected or expired", who: who.admin, requests: { view: "all", states: ["rejected", "expired"] } },
  { name: "all, busy account", who: who.admin, requests: { view: "all", accountId: accountId(1) } },
  { name: "all, quiet account", who: who.admin, requests: { view: "all", accountId: accountId(4_992) } },
  { name: "all, rare role", who: who.admin, requests: { view: "all", permissionSetArn: roleArn(750) } },
  { name: "all, one requester", who: who.admin, requests: { view: "all", requesterId: "person-100" } },
  { name: "all, a day long ago", who: who.admin, requests: { view: "all", to: new Date("2026-06-01T00:00:00Z") } },
  { name: "oldest first: my own", who: "person-7", requests: { sort: "createdAt" } },
  { name: "oldest first: decided by me", who: "person-7", requests: { view: "decided", sort: "createdAt" } },
  { name: "oldest first: to decide", who: who.everywhere, requests: { view: "to-decide", sort: "createdAt" } },
  { name: "oldest first: in scope", who: who.everywhere, requests: { view: "in-my-scope", sort: "createdAt" } },
  {
    name: "oldest first: in scope, ten accounts",
    who: who.nowhere,
    requests: { view: "in-my-scope", sort: "createdAt" },
  },
  {
    name: "oldest first: in scope for a rare role",
    who: who.rarely,
    requests: { view: "in-my-scope", sort: "createdAt" },
  },
  { name: "oldest first: all", who: who.admin, requests: { view: "all", sort: "createdAt" } },
  {
    name: "oldest first: all, rejected or expired",
    who: who.admin,
    requests: { view: "all", sort: "createdAt", states: ["rejected", "expired"] },
  },
  {
    name: "oldest first: all, busy account",
    who: who.admin,
    requests: { view: "all", sort: "createdAt", accountId: accountId(1) },
  },
  { name: "to decide, by expiry", who: who.everywhere, requests: { view: "to-decide", sort: "expiresAt" } },
  { name: "to decide, by expiry, ten accounts", who: who.nowhere, requests: { view: "to-decide", sort: "-expiresAt" } },
  { name: "all, one ticket", who: who.admin, requests: { view: "all", ticket: "ops-300" } },
  { name: "all, a ticket that everybody writes", who: who.admin, requests: { view: "all", ticket: "N/A" } },
  { name: "my own, one ticket", who: "person-7", requests: { ticket: "ops-300" } },
  { name: "my own, a ticket that everybody writes", who: "person-7", requests: { ticket: "n/a" } },
  { name: "decided by me, one ticket", who: "person-7", requests: { view: "decided", ticket: "ops-300" } },
  {
    name: "in scope, everywhere, one ticket",
    who: who.everywhere,
    requests: { view: "in-my-scope", ticket: "ops-300" },
  },
  {
    name: "in scope, ten accounts, a common ticket",
    who: who.nowhere,
    requests: { view: "in-my-scope", ticket: "n/a" },
  },
  {
    name: "all, busy account, one ticket",
    who: who.admin,
    requests: { view: "all", ticket: "ops-300", accountId: accountId(1) },
  },
  { name: "filter values of accounts: all", who: who.admin, values: "all" },
  { name: "filter values of accounts: in scope", who: who.everywhere, values: "in-my-scope" },
  { name: "filter values of accounts: in scope, ten accounts", who: who.nowhere, values: "in-my-scope" },
  { name: "grants, all", who: who.admin, grants: {} },
  { name: "grants, active", who: who.admin, grants: { states: ["active"] } },
  { name: "grants, my own and in scope", who: who.everywhere, grants: {} },
  { name: "grants, a fifth of all", who: who.middling, grants: { view: "in-my-scope" } },
  { name: "grants, failed, and none ever did", who: who.admin, grants: { states: ["failed"] } },
  { name: "grants, ten accounts, all long ago", who: who.nowhere, grants: { view: "in-my-scope" } },
  { name: "grants, active, ten accounts", who: who.nowhere, grants: { states: ["active"] } },
  { name: "grants, active, soonest end", who: who.admin, grants: { states: ["active"], sort: "endsAt" } },
  { name: "grants held in one hour long ago", who: who.admin, grants: longAgo },
  { name: "grants held in half a year", who: who.admin, grants: { activeFrom: longAgo.activeFrom } },
  { name: "grants held long ago, busy account", who: who.admin, grants: { ...longAgo, accountId: accountId(1) } },
  { name: "grants held long ago, quiet account", who: who.admin, grants: { ...longAgo, accountId: accountId(4_992) } },
  { name: "grants held long ago, rare role", who: who.admin, grants: { ...longAgo, permissionSetArn: roleArn(750) } },
  { name: "grants held long ago, one person", who: who.admin, grants: { ...longAgo, requesterId: "person-100" } },
  { name: "grants held long ago, my own", who: "person-7", grants: longAgo },
  { name: "grants held long ago, ten accounts", who: who.nowhere, grants: { ...longAgo, view: "in-my-scope" } },
  {
    name: "grants held long ago, in scope everywhere",
    who: who.everywhere,
    grants: { ...longAgo, view: "in-my-scope" },
  },
];
