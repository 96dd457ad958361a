import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteGroupMembershipCommand,
  DeleteUserCommand,
  DescribeGroupCommand,
  DescribeGroupMembershipCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetGroupMembershipIdCommand,
  GetUserIdCommand,
  IsMemberInGroupsCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-identitystore";
import { startForTest, type UnderTest } from "../test-clients.ts";

let aws: UnderTest;
let IdentityStoreId: string;

beforeEach(async () => {
  aws = await startForTest();
  IdentityStoreId = aws.simulator.world.ids.identityStoreId;
});

afterEach(() => aws.stop());

const createUser = async (UserName: string) => {
  const Name = { GivenName: "New", FamilyName: "Person" };
  const input = { IdentityStoreId, UserName, DisplayName: "New Person", Name };
  return (await aws.identityStore.send(new CreateUserCommand(input))).UserId ?? "";
};

const unique = (AttributePath: string, AttributeValue: string) => ({
  IdentityStoreId,
  AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
});

test("people are found by user name whatever its case, and by e-mail", async () => {
  const UserId = aws.ids.user("amira.haddad");
  const Filters = [{ AttributePath: "UserName", AttributeValue: "Amira.Haddad" }];
  const { Users } = await aws.identityStore.send(new ListUsersCommand({ IdentityStoreId, Filters }));
  assert.deepEqual(
    Users?.map((user) => [user.UserId, user.UserStatus, user.Emails?.[0]?.Value]),
    [[UserId, "ENABLED", "amira.haddad@acme.example"]],
  );
  const byName = await aws.identityStore.send(new GetUserIdCommand(unique("userName", "amira.haddad")));
  const byMail = await aws.identityStore.send(
    new GetUserIdCommand(unique("emails.value", "amira.haddad@acme.example")),
  );
  assert.deepEqual([byName.UserId, byMail.UserId], [UserId, UserId]);
  const nobody = aws.identityStore.send(new GetUserIdCommand(unique("userName", "nobody")));
  await assert.rejects(nobody, { name: "ResourceNotFoundException", ResourceType: "USER" });
});

test("other filters are refused", async () => {
  const Filters = [{ AttributePath: "Title", AttributeValue: "Engineer" }];
  const asked = aws.identityStore.send(new ListUsersCommand({ IdentityStoreId, Filters }));
  await assert.rejects(asked, { name: "ValidationException" });
});

test("a person can be made, renamed, disabled and deleted", async () => {
  const UserId = await createUser("new.person");
  await assert.rejects(createUser("New.Person"), { name: "ConflictException" });
  const Operations = [
    { AttributePath: "userName", AttributeValue: "newer.person" },
    { AttributePath: "name.givenName", AttributeValue: "Newer" },
    { AttributePath: "emails", AttributeValue: [{ Value: "newer@acme.example", Primary: true }] },
    { AttributePath: "userStatus", AttributeValue: "DISABLED" },
  ];
  await aws.identityStore.send(new UpdateUserCommand({ IdentityStoreId, UserId, Operations }));
  const user = await aws.identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
  assert.equal(user.UserName, "newer.person");
  assert.deepEqual(user.Name, { GivenName: "Newer", FamilyName: "Person" });
  assert.equal(user.Emails?.[0]?.Value, "newer@acme.example");
  assert.equal(user.UserStatus, "DISABLED");
  await aws.identityStore.send(new DeleteUserCommand({ IdentityStoreId, UserId }));
  const gone = aws.identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
  await assert.rejects(gone, { name: "ResourceNotFoundException", ResourceId: UserId });
});

test("an update with one refused operation changes nothing", async () => {
  const UserId = aws.ids.user("amira.haddad");
  const Operations = [
    { AttributePath: "displayName", AttributeValue: "Changed" },
    { AttributePath: "shoeSize", AttributeValue: "38" },
  ];
  const update = aws.identityStore.send(new UpdateUserCommand({ IdentityStoreId, UserId, Operations }));
  await assert.rejects(update, { name: "ValidationException" });
  const user = await aws.identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
  assert.equal(user.DisplayName, "Amira Haddad");
});

test("a person without an e-mail and one who is disabled are in the demo", async () => {
  const kwame = { IdentityStoreId, UserId: aws.ids.user("kwame.mensah") };
  assert.equal((await aws.identityStore.send(new DescribeUserCommand(kwame))).Emails, undefined);
  const peter = { IdentityStoreId, UserId: aws.ids.user("peter.novak") };
  assert.equal((await aws.identityStore.send(new DescribeUserCommand(peter))).UserStatus, "DISABLED");
});

test("groups are found, made and deleted", async () => {
  const GroupId = aws.ids.group("payments-leads");
  const found = await aws.identityStore.send(new GetGroupIdCommand(unique("displayName", "payments-leads")));
  assert.equal(found.GroupId, GroupId);
  const Filters = [{ AttributePath: "DisplayName", AttributeValue: "payments-leads" }];
  const { Groups } = await aws.identityStore.send(new ListGroupsCommand({ IdentityStoreId, Filters }));
  assert.deepEqual(
    Groups?.map((group) => group.GroupId),
    [GroupId],
  );
  const made = await aws.identityStore.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: "new-team" }));
  const again = aws.identityStore.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: "new-team" }));
  await assert.rejects(again, { name: "ConflictException" });
  const target = { IdentityStoreId, GroupId: made.GroupId };
  assert.equal((await aws.identityStore.send(new DescribeGroupCommand(target))).DisplayName, "new-team");
  await aws.identityStore.send(new DeleteGroupCommand(target));
  await assert.rejects(aws.identityStore.send(new DescribeGroupCommand(target)), { ResourceType: "GROUP" });
});

test("memberships come and go, and go with the person or the group", async () => {
  const UserId = await createUser("new.person");
  const MemberId = { UserId };
  const [one, other] = [aws.ids.group("developers"), aws.ids.group("data-team")];
  const join = (GroupId: string) =>
    aws.identityStore.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId }));
  const { MembershipId } = await join(one);
  await join(other);
  await assert.rejects(join(one), { name: "ConflictException" });
  const described = await aws.identityStore.send(new DescribeGroupMembershipCommand({ IdentityStoreId, MembershipId }));
  assert.deepEqual([described.GroupId, described.MemberId], [one, MemberId]);
  const id = await aws.identityStore.send(new GetGroupMembershipIdCommand({ IdentityStoreId, GroupId: one, MemberId }));
  assert.equal(id.MembershipId, MembershipId);
  const groupsOf = async () => {
    const command = new ListGroupMembershipsForMemberCommand({ IdentityStoreId, MemberId });
    return (await aws.identityStore.send(command)).GroupMemberships?.map((row) => row.GroupId);
  };
  assert.deepEqual(await groupsOf(), [one, other]);
  await aws.identityStore.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId }));
  assert.deepEqual(await groupsOf(), [other]);
  const isMember = await aws.identityStore.send(
    new IsMemberInGroupsCommand({ IdentityStoreId, MemberId, GroupIds: [one, other] }),
  );
  assert.deepEqual(
    isMember.Results?.map((row) => row.MembershipExists),
    [false, true],
  );
  await aws.identityStore.send(new DeleteGroupCommand({ IdentityStoreId, GroupId: other }));
  assert.deepEqual(await groupsOf(), []);
  await join(one);
  await aws.identityStore.send(new DeleteUserCommand({ IdentityStoreId, UserId }));
  const members = await aws.identityStore.send(new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: one }));
  assert.ok(members.GroupMemberships?.every((row) => row.MemberId?.UserId !== UserId));
});

test("another identity store is not found", async () => {
  const asked = aws.identityStore.send(new ListUsersCommand({ IdentityStoreId: "d-0000000000" }));
  await assert.rejects(asked, { name: "ResourceNotFoundException", ResourceType: "IDENTITY_STORE" });
});
