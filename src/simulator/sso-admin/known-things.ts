import { AwsError } from "../aws/aws-error.ts";
import { pageOf } from "../aws/page-of.ts";
import type { AccountRow, PermissionSetRow } from "../rows.ts";
import type { World } from "../world.ts";

const notFound = (what: string) => new AwsError("ResourceNotFoundException", `Could not find ${what}`);

/** Throws when the ARN is not that of the one Identity Center instance there is. */
export const assertInstance = (world: World, instanceArn: string): void => {
  if (instanceArn !== world.ids.instanceArn) throw notFound(`Instance with id ${instanceArn.split("/").at(-1)}`);
};

export const getPermissionSet = (world: World, instanceArn: string, permissionSetArn: string): PermissionSetRow => {
  assertInstance(world, instanceArn);
  const permissionSet = world.permissionSets.get(permissionSetArn);
  if (!permissionSet) throw notFound(`PermissionSet with id ${permissionSetArn}`);
  return permissionSet;
};

export const getAccount = (world: World, accountId: string): AccountRow => {
  const account = world.accounts.get(accountId);
  if (!account) throw notFound(`AWS account with id ${accountId}`);
  return account;
};

type Listing<Row> = {
  operation: string;
  asked: readonly (string | undefined)[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  input: { MaxResults?: number | undefined; NextToken?: string | undefined };
};

/** One page of at most 100, as sso-admin hands them out. */
export const pageOfRows = <Row>(world: World, listing: Listing<Row>) =>
  pageOf({
    world,
    question: [listing.operation, ...listing.asked],
    rows: listing.rows,
    keyOf: listing.keyOf,
    maxResults: listing.input.MaxResults,
    most: 100,
    token: listing.input.NextToken,
    badToken: () => new AwsError("ValidationException", "Invalid token."),
  });
