import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  CloseAccountCommand,
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { startForTest, type UnderTest } from "../test-clients.ts";

let aws: UnderTest;

beforeEach(async () => {
  aws = await startForTest();
});

afterEach(() => aws.stop());

const stateOf = async (name: string) => {
  const { Account } = await aws.organizations.send(new DescribeAccountCommand({ AccountId: aws.ids.account(name) }));
  return Account?.State;
};

test("the organisation, its root and its delegated administrator are found", async () => {
  const { ids } = aws.simulator.world;
  const { Organization } = await aws.organizations.send(new DescribeOrganizationCommand({}));
  assert.equal(Organization?.MasterAccountId, ids.managementAccountId);
  const { Roots } = await aws.organizations.send(new ListRootsCommand({}));
  assert.deepEqual(
    Roots?.map((root) => root.Id),
    [ids.rootId],
  );
  const delegated = await aws.organizations.send(
    new ListDelegatedAdministratorsCommand({ ServicePrincipal: "sso.amazonaws.com" }),
  );
  assert.deepEqual(
    delegated.DelegatedAdministrators?.map((account) => account.Name),
    ["Identity"],
  );
  const other = await aws.organizations.send(
    new ListDelegatedAdministratorsCommand({ ServicePrincipal: "guardduty.amazonaws.com" }),
  );
  assert.deepEqual(other.DelegatedAdministrators, []);
});

test("an account has a state and its path from the organisation down, and no status", async () => {
  const AccountId = aws.ids.account("payments-prod");
  const { Account } = await aws.organizations.send(new DescribeAccountCommand({ AccountId }));
  const { organizationId, rootId } = aws.simulator.world.ids;
  const units = ["Workloads", "Production", "Payments"].map(aws.ids.orgUnit);
  assert.deepEqual(Account?.Paths, [`${[organizationId, rootId, ...units, AccountId].join("/")}/`]);
  assert.equal(Account?.State, "ACTIVE");
  assert.equal(Account?.Status, undefined);
  assert.equal(await stateOf("abandoned-trial"), "SUSPENDED");
});

test("the tree can be walked down and up", async () => {
  const ParentId = aws.ids.orgUnit("Production");
  const units = await aws.organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
  assert.deepEqual(
    units.OrganizationalUnits?.map((unit) => unit.Name),
    ["Payments", "Platform"],
  );
  const direct = await aws.organizations.send(new ListAccountsForParentCommand({ ParentId }));
  assert.deepEqual(
    direct.Accounts?.map((account) => account.Name),
    ["web-prod", "search-prod", "mobile-prod", "data-prod"],
  );
  const children = await aws.organizations.send(
    new ListChildrenCommand({ ParentId, ChildType: "ORGANIZATIONAL_UNIT" }),
  );
  assert.deepEqual(
    children.Children?.map((child) => child.Id),
    ["Payments", "Platform"].map(aws.ids.orgUnit),
  );
  const up = await aws.organizations.send(new ListParentsCommand({ ChildId: ParentId }));
  assert.deepEqual(up.Parents, [{ Id: aws.ids.orgUnit("Workloads"), Type: "ORGANIZATIONAL_UNIT" }]);
  const top = await aws.organizations.send(new ListParentsCommand({ ChildId: aws.ids.orgUnit("Workloads") }));
  assert.deepEqual(top.Parents, [{ Id: aws.simulator.world.ids.rootId, Type: "ROOT" }]);
});

test("an account moves from where it is, and only from there", async () => {
  const AccountId = aws.ids.account("sandbox-1");
  const [SourceParentId, DestinationParentId] = [aws.ids.orgUnit("Sandbox"), aws.ids.orgUnit("Development")];
  const move = { AccountId, SourceParentId, DestinationParentId };
  await aws.organizations.send(new MoveAccountCommand(move));
  const { Parents } = await aws.organizations.send(new ListParentsCommand({ ChildId: AccountId }));
  assert.equal(Parents?.[0]?.Id, DestinationParentId);
  await assert.rejects(aws.organizations.send(new MoveAccountCommand(move)), { name: "AccountNotFoundException" });
  const nowhere = { ...move, DestinationParentId: "ou-zzzz-zzzzzzzz" };
  await assert.rejects(aws.organizations.send(new MoveAccountCommand(nowhere)), {
    name: "DestinationParentNotFoundException",
  });
});

test("an account closes in its own time, once; the management account never", async () => {
  const AccountId = aws.ids.account("sandbox-1");
  await aws.organizations.send(new CloseAccountCommand({ AccountId }));
  assert.equal(await stateOf("sandbox-1"), "PENDING_CLOSURE");
  aws.simulator.clock.advance(60_000);
  assert.equal(await stateOf("sandbox-1"), "CLOSED");
  const again = aws.organizations.send(new CloseAccountCommand({ AccountId }));
  await assert.rejects(again, { name: "AccountAlreadyClosedException" });
  const management = { AccountId: aws.simulator.world.ids.managementAccountId };
  await assert.rejects(aws.organizations.send(new CloseAccountCommand(management)), {
    name: "ConstraintViolationException",
    Reason: "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
  });
});

test("an organisational unit can be made, and deleted once it is empty", async () => {
  const ParentId = aws.ids.orgUnit("Sandbox");
  const create = () => aws.organizations.send(new CreateOrganizationalUnitCommand({ ParentId, Name: "Experiments" }));
  const OrganizationalUnitId = (await create()).OrganizationalUnit?.Id;
  await assert.rejects(create(), { name: "DuplicateOrganizationalUnitException" });
  const described = await aws.organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId }));
  assert.equal(described.OrganizationalUnit?.Name, "Experiments");
  const full = aws.organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: ParentId }));
  await assert.rejects(full, { name: "OrganizationalUnitNotEmptyException" });
  await aws.organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
  const gone = aws.organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId }));
  await assert.rejects(gone, { name: "OrganizationalUnitNotFoundException" });
});

test("wrong input is refused with its reason", async () => {
  const asked = aws.organizations.send(new DescribeAccountCommand({ AccountId: "12" }));
  await assert.rejects(asked, { name: "InvalidInputException", Reason: "INVALID_PATTERN" });
  const unknown = aws.organizations.send(new DescribeAccountCommand({ AccountId: "123456789012" }));
  await assert.rejects(unknown, { name: "AccountNotFoundException" });
});
