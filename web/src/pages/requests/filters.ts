import type { Me } from "../../api/shapes.ts";
import { findAccounts, findPeople, findRoles } from "../../parts/list/find-in-directory.ts";
import { findInOwn } from "../../parts/list/find-in-own.ts";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import type { View } from "./views.tsx";

const states = ["pending", "approved", "rejected", "cancelled", "expired"].map((state) => ({
  value: state,
  label: state,
}));

/** By what a view can be narrowed. Admins and auditors search the directory; others what their own requests name. */
export const filtersFor = ({ personas }: Me, view: View): ListFilter[] => {
  const readsDirectory = personas.auditor || personas.admin;
  const among = readsDirectory ? "directory" : view;
  const account = readsDirectory ? findAccounts : findInOwn("requests", { field: "account", view });
  const requester: ListFilter = {
    ...{ key: "requester", label: "Person", many: "People", kind: "found", among },
    find: readsDirectory ? findPeople : findInOwn("requests", { field: "requester", view }),
  };
  return [
    ...(view === "to-decide"
      ? []
      : [{ key: "state", label: "State", many: "States", kind: "choice", options: states } as const]),
    ...(view === "mine" ? [] : [requester]),
    { key: "account", label: "Account", many: "Accounts", kind: "found", among, find: account },
    {
      ...{ key: "permissionSet", label: "Role", many: "Roles", kind: "found", among },
      find: readsDirectory ? findRoles : findInOwn("requests", { field: "permissionSet", view }),
    },
    { key: "ticket", label: "Ticket", many: "Tickets", kind: "typed" },
  ];
};
