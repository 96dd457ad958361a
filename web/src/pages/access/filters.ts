import { call } from "../../api/call.ts";
import type { Grant, Me, Page } from "../../api/shapes.ts";
import { findAccounts, findPeople, findRoles } from "../../parts/list/find-in-directory.ts";
import type { FilterOption, ListFilter } from "../../parts/list/list-filter.ts";

type View = "active" | "ended" | "timeline";

const statesOf = {
  active: ["scheduled", "activating", "active", "ending"],
  ended: ["ended", "failed"],
} as const;
const everyState = [...statesOf.active, ...statesOf.ended];

/** The states that a view holds; undefined: all. */
export const statesIn = (view: View) => (view === "timeline" ? undefined : statesOf[view].join());

const readNewest = (signal: AbortSignal) => call<Page<Grant>>("GET", "/grants", { query: { limit: "200" }, signal });

/** Whoever may not read the directory chooses among what the newest access that they may see names. */
const findInOwn =
  (optionOf: (grant: Grant) => FilterOption) =>
  async (text: string, signal: AbortSignal): Promise<FilterOption[]> => {
    const options = (await readNewest(signal)).items.map(optionOf);
    const said = ({ value, label, tags = [] }: FilterOption) => [value, label, ...tags].join(" ").toLowerCase();
    const matching = options.filter((option) => said(option).includes(text.toLowerCase()));
    return [...new Map(matching.map((option) => [option.value, option])).values()];
  };

const own = {
  people: findInOwn(({ person }) => ({
    value: person.id,
    label: person.displayName,
    tags: person.userName ? [person.userName] : [],
  })),
  accounts: findInOwn(({ account }) => ({ value: account.id, label: account.name, tags: [account.id] })),
  roles: findInOwn(({ permissionSet }) => ({ value: permissionSet.arn, label: permissionSet.name })),
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
