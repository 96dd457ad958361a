import {
  type Account as AwsAccount,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { Account, AccountState, OrgUnit } from "../../core/directory.ts";
import type { Seen } from "../../core/directory-source.ts";
import { inParallel } from "../../core/in-parallel.ts";
import { call, incomplete, present } from "./call.ts";
import { allRows, pagesOf } from "./pages.ts";

/** Organizations gives no more a page; asking for more is an error. */
const pageSize = 20;

const parentsAtOnce = 4;

const states: readonly string[] = [
  "PENDING_ACTIVATION",
  "ACTIVE",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
] satisfies AccountState[];

const isState = (state: string): state is AccountState => states.includes(state);

/** No state told is not a reason to take access away, AWS itself refuses what cannot be; a state we do not know is. */
const stateOf = (state: string | undefined): AccountState => {
  if (state === undefined) return "ACTIVE";
  return isState(state) ? state : "SUSPENDED";
};

/** From the root down, both ends included, whether or not the path also names the organisation and the account. */
const pathOf = (account: AwsAccount): string[] | undefined => {
  const steps = account.Paths?.[0]?.split("/").filter((step) => /^(r|ou)-/.test(step)) ?? [];
  return steps[0]?.startsWith("r-") ? steps : undefined;
};

const toAccount = (account: AwsAccount, path: string[], managementAccountId: string): Seen<Account> => {
  const id = present(account.Id, "ListAccounts", "an account id");
  const orgUnitId = path.at(-1);
  if (orgUnitId === undefined) throw incomplete("ListAccounts", "where the account is");
  return {
    id,
    name: account.Name ?? id,
    email: account.Email ?? "",
    // AWS retired Status on 2026-09-09; what speaks AWS's language without being AWS may know nothing else.
    state: stateOf(account.State ?? account.Status),
    orgUnitId,
    path,
    isManagement: id === managementAccountId,
  };
};

const describeOrganization = async (client: OrganizationsClient) => {
  const operation = "DescribeOrganization";
  const answer = await call(operation, () => client.send(new DescribeOrganizationCommand()));
  return present(answer.Organization, operation, "the organisation");
};

/** The account at the top of the organisation. */
export const readManagementAccountId = async (client: OrganizationsClient): Promise<string> =>
  present((await describeOrganization(client)).MasterAccountId, "DescribeOrganization", "the management account");

/** `o-…`, which is in the path of every file of the organisation's trail. */
export const readOrganizationId = async (client: OrganizationsClient): Promise<string> =>
  present((await describeOrganization(client)).Id, "DescribeOrganization", "the organisation's id");

const readChildren = async (client: OrganizationsClient, parent: Seen<OrgUnit>, before: () => Promise<void>) => {
  const operation = "ListOrganizationalUnitsForParent";
  const pages = pagesOf(
    operation,
    (NextToken) =>
      client.send(
        new ListOrganizationalUnitsForParentCommand({ ParentId: parent.id, MaxResults: pageSize, NextToken }),
      ),
    before,
  );
  const rows = await allRows(pages, (page) => page.OrganizationalUnits);
  return rows.map((row): Seen<OrgUnit> => {
    const id = present(row.Id, operation, "a unit id");
    return { id, name: row.Name ?? id, parentId: parent.id, path: [...parent.path, id] };
  });
};

/** The whole tree, the root included, level by level: AWS has no call that lists more than the children of one unit. */
export const readOrgUnits = async (
  client: OrganizationsClient,
  before: () => Promise<void>,
): Promise<Seen<OrgUnit>[]> => {
  const rootPages = pagesOf("ListRoots", (NextToken) => client.send(new ListRootsCommand({ NextToken })), before);
  const roots = await allRows(rootPages, (page) => page.Roots);
  let level = roots.map((root): Seen<OrgUnit> => {
    const id = present(root.Id, "ListRoots", "a root id");
    return { id, name: root.Name ?? "Root", parentId: null, path: [id] };
  });
  const tree = [...level];
  while (level.length > 0) {
    level = (await inParallel(level, parentsAtOnce, (parent) => readChildren(client, parent, before))).flat();
    tree.push(...level);
  }
  return tree;
};

/** Every account with its place. AWS tells the place with the account; where it does not, the tree is walked. */
export const readAccounts = async (
  client: OrganizationsClient,
  facts: { managementAccountId: string; before: () => Promise<void> },
): Promise<Seen<Account>[]> => {
  const { managementAccountId, before } = facts;
  const pages = pagesOf(
    "ListAccounts",
    (NextToken) => client.send(new ListAccountsCommand({ MaxResults: pageSize, NextToken })),
    before,
  );
  const rows = await allRows(pages, (page) => page.Accounts);
  const placed = rows.map((row) => ({ row, path: pathOf(row) }));
  if (placed.some(({ path }) => path === undefined)) return walkAccounts(client, facts);
  return placed.map(({ row, path }) => toAccount(row, path ?? [], managementAccountId));
};

const walkAccounts = async (
  client: OrganizationsClient,
  facts: { managementAccountId: string; before: () => Promise<void> },
): Promise<Seen<Account>[]> => {
  const tree = await readOrgUnits(client, facts.before);
  const perParent = await inParallel(tree, parentsAtOnce, async (parent) => {
    const pages = pagesOf(
      "ListAccountsForParent",
      (NextToken) =>
        client.send(new ListAccountsForParentCommand({ ParentId: parent.id, MaxResults: pageSize, NextToken })),
      facts.before,
    );
    const rows = await allRows(pages, (page) => page.Accounts);
    return rows.map((row) => toAccount(row, parent.path, facts.managementAccountId));
  });
  return perParent.flat();
};
