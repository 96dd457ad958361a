import assert from "node:assert/strict";
import { test } from "node:test";
import { ListUsersCommand, paginateListUsers } from "@aws-sdk/client-identitystore";
import { ListAccountsCommand, paginateListAccounts } from "@aws-sdk/client-organizations";
import { paginateListPermissionSets } from "@aws-sdk/client-sso-admin";
import { startForTest } from "../test-clients.ts";

const organisation = { seed: 7, accounts: 250, orgUnits: 12, permissionSets: 230, users: 720, groups: 40 };

test("the SDK's paginators see each thing exactly once, through empty pages too", async (t) => {
  const aws = await startForTest({ organisation });
  t.after(() => aws.stop());
  const { identityStoreId: IdentityStoreId, instanceArn: InstanceArn } = aws.simulator.world.ids;
  const pageSizes: number[] = [];
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListAccounts({ client: aws.organizations }, {})) {
    pageSizes.push(page.Accounts?.length ?? 0);
    seen.push(...(page.Accounts ?? []).map((account) => account.Id));
  }
  for await (const page of paginateListUsers({ client: aws.identityStore }, { IdentityStoreId })) {
    pageSizes.push(page.Users?.length ?? 0);
    seen.push(...(page.Users ?? []).map((user) => user.UserId));
  }
  for await (const page of paginateListPermissionSets({ client: aws.ssoAdmin }, { InstanceArn })) {
    pageSizes.push(page.PermissionSets?.length ?? 0);
    seen.push(...(page.PermissionSets ?? []));
  }
  assert.equal(seen.length, 250 + 720 + 230);
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(pageSizes.includes(0), `no page was empty among ${pageSizes}`);
});

test("a page holds at most 20 accounts and at most 100 users, and asking for more is refused", async (t) => {
  const aws = await startForTest({ organisation });
  t.after(() => aws.stop());
  const { identityStoreId: IdentityStoreId } = aws.simulator.world.ids;
  const size = async (command: ListAccountsCommand) => (await aws.organizations.send(command)).Accounts?.length ?? 0;
  assert.ok((await size(new ListAccountsCommand({}))) <= 20);
  assert.ok((await size(new ListAccountsCommand({ MaxResults: 3 }))) <= 3);
  const tooMany = aws.organizations.send(new ListAccountsCommand({ MaxResults: 21 }));
  await assert.rejects(tooMany, { name: "InvalidInputException", Reason: "MAX_VALUE_EXCEEDED" });
  const users = (await aws.identityStore.send(new ListUsersCommand({ IdentityStoreId }))).Users?.length ?? 0;
  assert.ok(users <= 100);
  for (const MaxResults of [0, 101])
    await assert.rejects(aws.identityStore.send(new ListUsersCommand({ IdentityStoreId, MaxResults })), {
      name: "ValidationException",
    });
});

test("a token that was made up, or given for another question, is refused", async (t) => {
  const aws = await startForTest({ organisation });
  t.after(() => aws.stop());
  const { identityStoreId: IdentityStoreId } = aws.simulator.world.ids;
  const { NextToken } = await aws.organizations.send(new ListAccountsCommand({}));
  assert.ok(NextToken);
  for (const token of ["made-up", `${NextToken.slice(0, -2)}AA`])
    await assert.rejects(aws.organizations.send(new ListAccountsCommand({ NextToken: token })), {
      name: "InvalidInputException",
      Reason: "INVALID_NEXT_TOKEN",
    });
  const elsewhere = aws.identityStore.send(new ListUsersCommand({ IdentityStoreId, NextToken }));
  await assert.rejects(elsewhere, { name: "ValidationException" });
});

test("what goes between two pages makes no other thing be missed", async (t) => {
  const aws = await startForTest({ organisation });
  t.after(() => aws.stop());
  const { identityStoreId: IdentityStoreId } = aws.simulator.world.ids;
  const all = aws.simulator.world.users.all().map((user) => user.id);
  const seen = new Set<string | undefined>();
  let token: string | undefined;
  do {
    const command = new ListUsersCommand({ IdentityStoreId, MaxResults: 50, ...(token ? { NextToken: token } : {}) });
    const page = await aws.identityStore.send(command);
    for (const user of page.Users ?? []) seen.add(user.UserId);
    token = page.NextToken;
    const first = page.Users?.[0]?.UserId;
    if (first) aws.simulator.world.users.delete(first);
  } while (token);
  assert.deepEqual(
    all.filter((id) => !seen.has(id)),
    [],
  );
});
