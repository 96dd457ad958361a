import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { S3Client } from "@aws-sdk/client-s3";
import {
  CreateAccountAssignmentCommand,
  type CreateAccountAssignmentCommandInput,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { findHeldRole } from "./portal/held-roles.ts";
import { issueRoleSession } from "./portal/role-session.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "./start.ts";

/** Real SDK clients that never retry, so that a test sees each answer. */
export const clientsOf = (url: string, accessKeyId = "test") => {
  const settings = {
    endpoint: url,
    region: "eu-central-1",
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: "test" },
  };
  return {
    ssoAdmin: new SSOAdminClient(settings),
    identityStore: new IdentitystoreClient(settings),
    organizations: new OrganizationsClient(settings),
    sts: new STSClient(settings),
    s3: new S3Client(settings),
    ec2: new EC2Client(settings),
    iam: new IAMClient(settings),
    cloudTrail: new CloudTrailClient(settings),
  };
};

const named = <Row>(rows: Row[], name: string, nameOf: (row: Row) => string): Row => {
  const row = rows.find((one) => nameOf(one) === name);
  if (!row) throw new Error(`nothing is called ${name}`);
  return row;
};

/** Names in place of ids, for what the demo organisation holds. */
const demoIds = ({ world }: Simulator) => ({
  account: (name: string) => named(world.accounts.all(), name, (row) => row.name).id,
  permissionSet: (name: string) => named(world.permissionSets.all(), name, (row) => row.name).arn,
  user: (userName: string) => named(world.users.all(), userName, (row) => row.userName).id,
  group: (name: string) => named(world.groups.all(), name, (row) => row.displayName).id,
  orgUnit: (name: string) => named(world.orgUnits.all(), name, (row) => row.name).id,
});

/** Clients that call with a role the person holds in the demo organisation, and the session they call with. */
export const clientsWithRole = (
  { url, world, clock }: Simulator,
  held: { userName: string; account: string; permissionSet: string },
) => {
  const user = named(world.users.all(), held.userName, (row) => row.userName);
  const accountId = named(world.accounts.all(), held.account, (row) => row.name).id;
  const role = findHeldRole(world, user, { accountId, permissionSetName: held.permissionSet });
  if (!role) throw new Error(`${held.userName} does not hold ${held.permissionSet} in ${held.account}`);
  const session = issueRoleSession({ world, clock }, user, role);
  const clients = clientsOf(url, session.accessKeyId);
  const destroy = () => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { session, destroy, ...clients };
};

const usualAssignment = (simulator: Simulator): CreateAccountAssignmentCommandInput => {
  const ids = demoIds(simulator);
  return {
    InstanceArn: simulator.world.ids.instanceArn,
    TargetId: ids.account("payments-prod"),
    TargetType: "AWS_ACCOUNT",
    PermissionSetArn: ids.permissionSet("AdministratorAccess"),
    PrincipalType: "USER",
    PrincipalId: ids.user("amira.haddad"),
  };
};

/** A simulator with its clock frozen and no limits unless told, its clients, and what stops them. */
export const startForTest = async (options: SimulatorOptions = {}) => {
  const simulator = await startSimulator({ limits: "none", timing: { assignmentMs: [1000, 2000] }, ...options });
  // Frozen first: between setting a running clock and freezing it a millisecond can pass.
  simulator.clock.freeze();
  simulator.clock.set(new Date("2026-11-20T12:00:00.000Z"));
  const clients = clientsOf(simulator.url);
  const ids = demoIds(simulator);
  // Looked up once, so that a test may delete what these names stand for.
  const usual = options.organisation ? undefined : usualAssignment(simulator);
  const assignment = (over: Partial<CreateAccountAssignmentCommandInput> = {}) => {
    if (!usual) throw new Error("only the demo organisation has a usual assignment");
    return { ...usual, ...over };
  };
  const creationStatus = async (requestId: string | undefined) => {
    const answer = await clients.ssoAdmin.send(
      new DescribeAccountAssignmentCreationStatusCommand({
        InstanceArn: simulator.world.ids.instanceArn,
        AccountAssignmentCreationRequestId: requestId,
      }),
    );
    return answer.AccountAssignmentCreationStatus;
  };
  const deletionStatus = async (requestId: string | undefined) => {
    const answer = await clients.ssoAdmin.send(
      new DescribeAccountAssignmentDeletionStatusCommand({
        InstanceArn: simulator.world.ids.instanceArn,
        AccountAssignmentDeletionRequestId: requestId,
      }),
    );
    return answer.AccountAssignmentDeletionStatus;
  };
  const create = async (over: Partial<CreateAccountAssignmentCommandInput> = {}) =>
    (await clients.ssoAdmin.send(new CreateAccountAssignmentCommand(assignment(over)))).AccountAssignmentCreationStatus;
  const remove = async (over: Partial<CreateAccountAssignmentCommandInput> = {}) =>
    (await clients.ssoAdmin.send(new DeleteAccountAssignmentCommand(assignment(over)))).AccountAssignmentDeletionStatus;
  const stop = async () => {
    for (const client of Object.values(clients)) client.destroy();
    await simulator.stop();
  };
  return { simulator, ...clients, ids, assignment, create, remove, creationStatus, deletionStatus, stop };
};

export type UnderTest = Awaited<ReturnType<typeof startForTest>>;
