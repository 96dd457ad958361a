import type { Me } from "../../api/shapes.ts";
import { findAccounts, findPeople, findRoles } from "../../parts/list/find-in-directory.ts";
import { findInOwn } from "../../parts/list/find-in-own.ts";
import type { ListFilter } from "../../parts/list/list-filter.ts";

type View = "active" | "ended" | "timeline";

const statesOf = {
  active: ["scheduled", "activating", "active", "ending"],
  ended: ["ended", "failed"],
} as const;
const everyState = [...statesOf.active, ...statesOf.ended];

/** The states that a view holds; undefined: all. */
export const statesIn = (view: View) => (view === "timeline" ? undefined : statesOf[view].join());

/** Whoever may not read the directory chooses among what the access that they may see names. */
const own = {
  people: findInOwn("grants", { field: "requester" }),
  accounts: findInOwn("grants", { field: "account" }),
  roles: findInOwn("grants", { field: "permissionSet" }),
};
const directory = { people: findPeople, accounts: findAccounts, roles: findRoles };

/** By what access can be narrowed, by the names that this person may look up. */
export const filtersFor = ({ personas, abilities }: Me, view: View): ListFilter[] => {
  const readsDirectory = personas.auditor || personas.admin;
  const find = readsDirectory ? directory : own;
  const states = view === "timeline" ? everyState : statesOf[view];
  return [
    {
      key: "state",
      label: "State",
      many: "States",
      kind: "choice",
      options: states.map((state) => ({ value: state, label: state })),
    },
    ...(readsDirectory || abilities.decide
      ? [{ key: "requester", label: "Person", many: "People", kind: "found", find: find.people } as const]
      : []),
    { key: "account", label: "Account", many: "Accounts", kind: "found", find: find.accounts },
    { key: "permissionSet", label: "Role", many: "Roles", kind: "found", find: find.roles },
  ];
};
