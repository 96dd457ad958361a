import { findAccounts, findGroups, findOrgUnits, findPeople, findRoles } from "../../parts/list/find-in-directory.ts";
import type { ListFilter } from "../../parts/list/list-filter.ts";

/** Policies that concern somebody or something, however they come to. */
export const sharedFilters: ListFilter[] = [
  { key: "search", label: "Words", many: "Words", kind: "text" },
  { key: "person", label: "Concerns person", many: "People", kind: "found", find: findPeople },
  { key: "group", label: "Names group", many: "Groups", kind: "found", find: findGroups },
  { key: "account", label: "Covers account", many: "Accounts", kind: "found", find: findAccounts },
  { key: "orgUnit", label: "Names unit", many: "Organisational units", kind: "found", find: findOrgUnits },
  { key: "permissionSet", label: "Permission set", many: "Permission sets", kind: "found", find: findRoles },
  {
    key: "warnings",
    label: "Warnings",
    many: "Warnings",
    kind: "choice",
    options: [{ value: "true", label: "Has parts without effect" }],
  },
];
