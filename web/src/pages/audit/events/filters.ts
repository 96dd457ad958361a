import { findAccounts, findPeople, findRoles } from "../../../parts/list/find-in-directory.ts";
import type { ListFilter } from "../../../parts/list/list-filter.ts";
import { actionOptions } from "../spoken-event.ts";

const states = [
  ...["pending", "approved", "rejected", "cancelled", "expired"].map((state) => ({ state, of: "request" })),
  ...["scheduled", "activating", "active", "ending", "ended", "failed"].map((state) => ({ state, of: "access" })),
].map(({ state, of }) => ({ value: state, label: state, tags: [of] }));

export const filters: ListFilter[] = [
  { key: "action", label: "What", many: "What happened", kind: "choice", options: actionOptions },
  { key: "state", label: "State reached", many: "States reached", kind: "choice", options: states },
  { key: "actor", label: "Done by", many: "People", kind: "found", find: findPeople },
  { key: "person", label: "About whom", many: "People", kind: "found", find: findPeople },
  { key: "account", label: "Account", many: "Accounts", kind: "found", find: findAccounts },
  { key: "permissionSet", label: "Role", many: "Roles", kind: "found", find: findRoles },
  { key: "request", label: "Request id", many: "Request ids", kind: "typed" },
  { key: "grant", label: "Access id", many: "Access ids", kind: "typed" },
];
