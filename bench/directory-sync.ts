import { syncDirectory } from "../src/commands/sync-directory.ts";
import { testContext } from "../test/builders.ts";
import { openTestDatabase } from "../test/with-database.ts";
import { startTestAws } from "../test/with-simulator.ts";

const size = { accounts: 5_000, orgUnits: 300, permissionSets: 750, users: 10_000, groups: 20_000 };
const groupsAtMost = 500;
const callsPerSecond = 20;
const everyS = 300;

/** The fewest calls AWS's page limits allow: 20 a page for Organizations, 100 elsewhere, and no list of units but by parent. */
const fewest: Record<string, number> = {
  DescribeOrganization: 1,
  ListRoots: 1,
  ListOrganizationalUnitsForParent: size.orgUnits + 1,
  ListAccounts: size.accounts / 20,
  ListInstances: 1,
  ListPermissionSets: Math.ceil(size.permissionSets / 100),
  ListPermissionSetsProvisionedToAccount: 1,
  ListUsers: size.users / 100,
  ListGroups: size.groups / 100,
  ListGroupMemberships: groupsAtMost,
};

const serviceOf = (operation: string) => {
  if (operation === "GetCallerIdentity") return "sts";
  if (/User|Group/.test(operation)) return "identitystore";
  return /PermissionSet|Instance/.test(operation) ? "sso-admin" : "organizations";
};

const print = (title: string, facts: { calls: Record<string, number>; ms: number; described: number }) => {
  const perService = new Map<string, number>();
  for (const [operation, count] of Object.entries(facts.calls))
    perService.set(serviceOf(operation), (perService.get(serviceOf(operation)) ?? 0) + count);
  const total = Object.values(facts.calls).reduce((sum, count) => sum + count, 0);
  perService.delete("sts");
  const slowest = Math.max(...perService.values());
  console.log(`\n${title}: ${total} calls, ${(facts.ms / 1000).toFixed(1)} s when AWS answers at once`);
  console.log(
    `  with AWS's limits, ${callsPerSecond} calls a second for each service: ${(slowest / callsPerSecond).toFixed(0)} s`,
  );
  for (const [service, count] of perService)
    console.log(
      `  ${service}: ${count}, ${((count / callsPerSecond / everyS) * 100).toFixed(0)} % of its budget when done every five minutes`,
    );
  for (const [operation, count] of Object.entries(facts.calls)) {
    const least = operation === "DescribePermissionSet" ? facts.described : fewest[operation];
    console.log(
      `    ${operation}: ${count}${least === undefined ? "" : ` (page limits allow no fewer than ${least})`}`,
    );
  }
};

/** What a full sync of a large organisation costs: calls and time, the first one and one in steady state. */
export const benchDirectorySync = async (): Promise<void> => {
  console.log(
    `\nDirectory sync: ${Object.entries(size)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(", ")}`,
  );
  const database = await openTestDatabase();
  const aws = await startTestAws({
    organisation: { seed: "bench", ...size, groupsPerUser: 10, groupsOfFirstUser: 300 },
  });
  const ctx = testContext(database.db);
  try {
    for (const title of ["first sync", "five minutes later, nothing changed"]) {
      ctx.moveBy(5);
      const startedAt = performance.now();
      const result = await syncDirectory(ctx, { source: aws.source, groupsAtMost });
      const ms = performance.now() - startedAt;
      if (result.outcome !== "succeeded") throw new Error(`the sync ${result.outcome}: ${JSON.stringify(result)}`);
      const described = result.counts.permissionSetsDescribed ?? 0;
      print(title, { calls: await aws.callsSince(), ms, described });
      console.log(`  counts: ${JSON.stringify(result.counts)}`);
    }
  } finally {
    await aws.stop();
    await database.close();
  }
};
