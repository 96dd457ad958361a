import type { Account, OrganizationalUnit, Parent, Root } from "@aws-sdk/client-organizations";
import { accountStateAt } from "../account-state.ts";
import type { AccountRow, OrgUnitRow } from "../rows.ts";
import type { World } from "../world.ts";
import { readPolicies } from "./policies/kept-policies.ts";

export const arnOf = ({ ids }: World, kind: string, id: string): string =>
  `arn:aws:organizations::${ids.managementAccountId}:${kind}/${ids.organizationId}/${id}`;

/** Organisation, root and units down to the parent, then the thing itself: `o-…/r-…/ou-…/…/`. */
const pathOf = (world: World, id: string, parentId: string): string => {
  const steps = [id];
  for (let at: string | undefined = parentId; at !== undefined; at = world.orgUnits.get(at)?.parentId)
    steps.unshift(at);
  return `${[world.ids.organizationId, ...steps].join("/")}/`;
};

/** An account as Organizations tells it since `Status` was retired: `State` and `Paths` only. */
export const presentAccount = (world: World, row: AccountRow, now: Date): Account => ({
  Id: row.id,
  Arn: arnOf(world, "account", row.id),
  Email: row.email,
  Name: row.name,
  State: accountStateAt(row, now),
  Paths: [pathOf(world, row.id, row.parentId)],
  JoinedMethod: row.joinedMethod,
  JoinedTimestamp: new Date(row.joinedAt),
});

export const presentOrgUnit = (world: World, row: OrgUnitRow): OrganizationalUnit => ({
  Id: row.id,
  Arn: arnOf(world, "ou", row.id),
  Name: row.name,
  Path: pathOf(world, row.id, row.parentId),
});

export const presentParent = (world: World, parentId: string): Parent => ({
  Id: parentId,
  Type: parentId === world.ids.rootId ? "ROOT" : "ORGANIZATIONAL_UNIT",
});

export const presentRoot = (world: World): Root => ({
  Id: world.ids.rootId,
  Arn: arnOf(world, "root", world.ids.rootId),
  Name: "Root",
  PolicyTypes: readPolicies(world).isEnabled ? [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] : [],
});
