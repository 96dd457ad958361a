import { instancesOf } from "../ec2/instances.ts";
import { bucketText } from "../objects/trail-bucket.ts";
import type { RoleSessionRow } from "../rows.ts";
import type { World } from "../world.ts";

type SignedCall = { service: string; method: string; path: string; body?: string };

export type ConsoleCall = { name: string; label: string; call(world: World, session: RoleSessionRow): SignedCall };

const query = (service: string, version: string, members: Record<string, string>): SignedCall => ({
  service,
  method: "POST",
  path: "/",
  body: new URLSearchParams({ ...members, Version: version }).toString(),
});

const dataBucket = (world: World, { accountId }: RoleSessionRow) =>
  `${bucketText(world.ids.seed)}-${bucketText(world.accounts.get(accountId)?.name ?? "")}-data`;

const firstInstance = (world: World, { accountId }: RoleSessionRow) =>
  instancesOf(world, accountId, world.ids.region)[0]?.id ?? "";

const onInstance =
  (Action: string): ConsoleCall["call"] =>
  (world, session) =>
    query("ec2", "2016-11-15", { Action, "InstanceId.1": firstInstance(world, session) });

/** What can be done by a button in the simulated console. */
export const consoleCalls: readonly ConsoleCall[] = [
  { name: "list-buckets", label: "List the buckets", call: () => ({ service: "s3", method: "GET", path: "/" }) },
  {
    name: "read-object",
    label: "Read customer data",
    call: (world, session) => ({
      service: "s3",
      method: "GET",
      path: `/${dataBucket(world, session)}/customers/2026-11-19.csv`,
    }),
  },
  {
    name: "write-object",
    label: "Change the settings",
    call: (world, session) => ({
      service: "s3",
      method: "PUT",
      path: `/${dataBucket(world, session)}/config/settings.json`,
      body: '{"currency":"EUR","retries":5}\n',
    }),
  },
  {
    name: "describe-instances",
    label: "List the instances",
    call: () => query("ec2", "2016-11-15", { Action: "DescribeInstances" }),
  },
  { name: "stop-instance", label: "Stop an instance", call: onInstance("StopInstances") },
  { name: "start-instance", label: "Start it again", call: onInstance("StartInstances") },
  { name: "list-users", label: "List the IAM users", call: () => query("iam", "2010-05-08", { Action: "ListUsers" }) },
];
