import { AwsError } from "../aws/aws-error.ts";
import { pageOf } from "../aws/page-of.ts";
import type { AccountRow, OrgUnitRow } from "../rows.ts";
import type { World } from "../world.ts";

export const getAccount = (world: World, accountId: string): AccountRow => {
  const account = world.accounts.get(accountId);
  if (!account) throw new AwsError("AccountNotFoundException", "You specified an account that doesn't exist.");
  return account;
};

export const getOrgUnit = (world: World, orgUnitId: string): OrgUnitRow => {
  const orgUnit = world.orgUnits.get(orgUnitId);
  if (!orgUnit)
    throw new AwsError(
      "OrganizationalUnitNotFoundException",
      "You specified an organizational unit that doesn't exist.",
    );
  return orgUnit;
};

const isParent = (world: World, id: string): boolean => id === world.ids.rootId || world.orgUnits.has(id);

/** Throws when the id is neither the root's nor an organisational unit's. */
export const assertParent = (world: World, parentId: string, code = "ParentNotFoundException"): void => {
  if (!isParent(world, parentId)) throw new AwsError(code, "You specified parent that doesn't exist.");
};

type Listing<Row> = {
  operation: string;
  asked: readonly (string | undefined)[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  input: { MaxResults?: number | undefined; NextToken?: string | undefined };
};

/** One page of at most 20, as Organizations hands them out. */
export const pageOfRows = <Row>(world: World, listing: Listing<Row>) =>
  pageOf({
    world,
    question: [listing.operation, ...listing.asked],
    rows: listing.rows,
    keyOf: listing.keyOf,
    maxResults: listing.input.MaxResults,
    most: 20,
    token: listing.input.NextToken,
    badToken: () =>
      new AwsError("InvalidInputException", "You specified an invalid NextToken.", { Reason: "INVALID_NEXT_TOKEN" }),
  });
