import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * AWS as an independent emulator might answer it, poorer than the real one and than our simulator: writes are done when their call
 * returns; a second create makes a second row; lists come whole, whatever page or status was asked for; accounts have the retired
 * `Status` and no path; names that are not set are null; the instance cannot be described. It shares no code with the simulator.
 */
export const startPoorerAws = async () => {
  const accountId = "123456789012";
  const instanceArn = "arn:aws:sso:::instance/ssoins-aaaabbbbccccdddd";
  const set = { arn: `${instanceArn}/ps-zyxwvutsrqponmlk`, name: "Support" };
  const person = { UserId: randomUUID(), UserName: "kim", DisplayName: "Kim Doe", Name: null, Emails: null };
  const group = { GroupId: randomUUID(), DisplayName: "everybody", ExternalIds: [] };
  const unit = { Id: "ou-abcd-12345678", Name: "Workloads" };
  const accounts = [
    { Id: accountId, Name: "master", Email: "master@example.com", Status: "ACTIVE", parent: "r-abcd" },
    { Id: "210987654321", Name: "shop", Email: "shop@example.com", Status: "ACTIVE", parent: unit.Id },
    { Id: "333333333333", Name: "closed", Email: "closed@example.com", Status: "SUSPENDED", parent: "r-abcd" },
  ];
  type Assignment = { RequestId: string; TargetId: string; PermissionSetArn: string; PrincipalId: string };
  const held: Assignment[] = [];
  const gone: Assignment[] = [];
  const calls: string[] = [];

  class Refused extends Error {}
  const notFound = (what: string) =>
    Object.assign(new Refused(`${what} not found`), { code: "ResourceNotFoundException" });
  const told = ({ RequestId }: Assignment) => ({ RequestId, Status: "SUCCEEDED", CreatedDate: 1_795_168_800 });
  const isSame = (one: Assignment, other: Omit<Assignment, "RequestId">) =>
    one.TargetId === other.TargetId &&
    one.PermissionSetArn === other.PermissionSetArn &&
    one.PrincipalId === other.PrincipalId;
  const found = <Row>(row: Row | undefined, what: string): Row => {
    if (row === undefined) throw notFound(what);
    return row;
  };
  const withoutParent = ({ parent: _, ...account }: (typeof accounts)[number]) => account;

  // biome-ignore lint/suspicious/noExplicitAny: what a client sends is whatever it sends; an emulator looks no closer.
  const operations: Record<string, (input: any) => object> = {
    ListInstances: () => ({
      Instances: [{ InstanceArn: instanceArn, IdentityStoreId: "d-0123456789", OwnerAccountId: accountId, Name: null }],
    }),
    ListPermissionSets: () => ({ PermissionSets: [set.arn] }),
    DescribePermissionSet: ({ PermissionSetArn }) => {
      found(PermissionSetArn === set.arn ? set : undefined, "permission set");
      return { PermissionSet: { Name: set.name, Description: null, PermissionSetArn: set.arn, SessionDuration: null } };
    },
    ListPermissionSetsProvisionedToAccount: () => ({ PermissionSets: [] }),
    ListAccountAssignments: ({ AccountId, PermissionSetArn }) => ({
      AccountAssignments: held
        .filter((row) => row.TargetId === AccountId && row.PermissionSetArn === PermissionSetArn)
        .map((row) => ({ AccountId, PermissionSetArn, PrincipalType: "USER", PrincipalId: row.PrincipalId })),
    }),
    CreateAccountAssignment: ({ TargetId, PermissionSetArn, PrincipalId }) => {
      const made = { RequestId: randomUUID(), TargetId, PermissionSetArn, PrincipalId };
      held.push(made);
      return { AccountAssignmentCreationStatus: { ...made, Status: "SUCCEEDED" } };
    },
    DeleteAccountAssignment: (input) => {
      const row = found(
        held.find((one) => isSame(one, input)),
        "assignment",
      );
      held.splice(held.indexOf(row), 1);
      gone.push(row);
      return { AccountAssignmentDeletionStatus: { ...row, Status: "SUCCEEDED" } };
    },
    ListAccountAssignmentCreationStatus: () => ({ AccountAssignmentsCreationStatus: held.map(told) }),
    ListAccountAssignmentDeletionStatus: () => ({ AccountAssignmentsDeletionStatus: gone.map(told) }),
    DescribeUser: ({ UserId }) => found(UserId === person.UserId ? person : undefined, "USER"),
    GetUserId: ({ AlternateIdentifier }) =>
      found(
        AlternateIdentifier?.UniqueAttribute?.AttributeValue === person.UserName
          ? { UserId: person.UserId, IdentityStoreId: "d-0123456789" }
          : undefined,
        "USER",
      ),
    ListUsers: () => ({ Users: [person] }),
    ListGroups: () => ({ Groups: [group] }),
    ListGroupMemberships: () => ({
      GroupMemberships: [{ MembershipId: "m", GroupId: group.GroupId, MemberId: { UserId: person.UserId } }],
    }),
    ListGroupMembershipsForMember: () => ({
      GroupMemberships: [{ MembershipId: "m", GroupId: group.GroupId, MemberId: { UserId: person.UserId } }],
    }),
    DescribeOrganization: () => ({ Organization: { Id: "o-aaaabbbbcc", MasterAccountId: accountId } }),
    ListRoots: () => ({ Roots: [{ Id: "r-abcd", Name: "Root", PolicyTypes: [] }] }),
    ListOrganizationalUnitsForParent: ({ ParentId }) => ({ OrganizationalUnits: ParentId === "r-abcd" ? [unit] : [] }),
    ListAccounts: () => ({ Accounts: accounts.map(withoutParent) }),
    ListAccountsForParent: ({ ParentId }) => ({
      Accounts: accounts.filter(({ parent }) => parent === ParentId).map(withoutParent),
    }),
  };

  const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::${accountId}:user/x</Arn><UserId>A</UserId><Account>${accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const name = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    const send = (status: number, body: string) => response.writeHead(status, { server: "emulator" }).end(body);
    if (!name) return send(200, identity);
    calls.push(name);
    const operation = operations[name];
    if (!operation) return send(501, `<html>The ${name} action has not been implemented</html>`);
    try {
      return send(200, JSON.stringify(operation(JSON.parse(text))));
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      return send(400, JSON.stringify({ __type: "ResourceNotFoundException", message: problem.message }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: { personId: person.UserId, accountId: "210987654321", permissionSetArn: set.arn },
    ...{ instanceArn, held, calls },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
