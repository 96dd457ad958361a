import type { Account, Group, OrgUnit, PermissionSet, Person } from "./directory.ts";
import type { Principal, Scope } from "./policies.ts";

/** What the directory knows of the things that policies name: by id, gone ones too. What is missing was never seen. */
export type KnownReferences = {
  people: ReadonlyMap<string, Person>;
  groups: ReadonlyMap<string, Group>;
  accounts: ReadonlyMap<string, Account>;
  orgUnits: ReadonlyMap<string, OrgUnit>;
  permissionSets: ReadonlyMap<string, PermissionSet>;
  /** Where Stint runs decides whether the management account is out of reach. */
  managementIsOutOfReach: boolean;
};

/** Whatever a policy names. */
export type References = { principals: Principal[]; scopes: Scope[]; permissionSetArns: string[] };

/** One named thing: how it is called, and what is wrong with it, if anything. */
export type Reference = {
  key: string;
  kind: "user" | "group" | "account" | "ou" | "permission-set";
  id: string;
  field: "principals" | "scopes" | "permissionSetArns";
  name: string;
  problem?: "gone" | "disabled" | "not-active" | "management-excluded";
};

const person = (id: string, known: KnownReferences) => {
  const found = known.people.get(id);
  if (!found || found.goneAt) return { name: found?.displayName ?? id, problem: "gone" as const };
  return found.enabled ? { name: found.displayName } : { name: found.displayName, problem: "disabled" as const };
};

const account = (id: string, known: KnownReferences) => {
  const found = known.accounts.get(id);
  if (!found || found.goneAt) return { name: found?.name ?? id, problem: "gone" as const };
  if (found.isManagement && known.managementIsOutOfReach)
    return { name: found.name, problem: "management-excluded" as const };
  return found.state === "ACTIVE" ? { name: found.name } : { name: found.name, problem: "not-active" as const };
};

const permissionSet = (arn: string, known: KnownReferences) => {
  const found = known.permissionSets.get(arn);
  if (!found || found.goneAt) return { name: found?.name ?? arn, problem: "gone" as const };
  return found.inManagementAccount && known.managementIsOutOfReach
    ? { name: found.name, problem: "management-excluded" as const }
    : { name: found.name };
};

const group = (id: string, known: KnownReferences) => {
  const found = known.groups.get(id);
  return found && !found.goneAt
    ? { name: found.displayName }
    : { name: found?.displayName ?? id, problem: "gone" as const };
};

const orgUnit = (id: string, known: KnownReferences) => {
  const found = known.orgUnits.get(id);
  return found && !found.goneAt ? { name: found.name } : { name: found?.name ?? id, problem: "gone" as const };
};

/** Every reference of a policy with its name and its trouble, in the order in which the policy names them. */
export const resolveReferences = (references: References, known: KnownReferences): Reference[] => [
  ...references.principals.map(({ type, id }) => ({
    key: `${type} ${id}`,
    kind: type,
    id,
    field: "principals" as const,
    ...(type === "user" ? person(id, known) : group(id, known)),
  })),
  ...references.scopes.map(({ type, id }) => ({
    key: `${type} ${id}`,
    kind: type,
    id,
    field: "scopes" as const,
    ...(type === "account" ? account(id, known) : orgUnit(id, known)),
  })),
  ...references.permissionSetArns.map((arn) => ({
    key: `permission-set ${arn}`,
    kind: "permission-set" as const,
    id: arn,
    field: "permissionSetArns" as const,
    ...permissionSet(arn, known),
  })),
];
