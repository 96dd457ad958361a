import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { manualScheduler } from "../../test/manual-scheduler.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { startTestAws, type TestAws } from "../../test/with-simulator.ts";
import { unpaced } from "../core/pace.ts";
import type { Database } from "../store/database.ts";
import { saveDeployment } from "../store/deployment.ts";
import { connectAws } from "./connect-aws.ts";
import { StartProblem } from "./start-problem.ts";

let database: Database;
let aws: TestAws;
before(async () => {
  [database, aws] = await Promise.all([openTestDatabase(), startTestAws()]);
});
after(async () => {
  await aws.stop();
  await database.close();
});
afterEach(() => aws.clearFaults());

const connect = async () => {
  const { url, world } = aws.simulator;
  const options = {
    endpoint: url,
    region: world.ids.region,
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
  };
  const connected = await connectAws({
    options,
    db: database.db,
    pace: unpaced,
    scheduler: manualScheduler(new Date("2026-11-20T10:00:00Z")),
  });
  connected.close();
  return connected.deployment;
};
const remember = (change: Record<string, string> = {}) => {
  const { instanceArn, identityStoreId, managementAccountId, delegatedAdministratorId } = aws.world.ids;
  const known = { instanceArn, identityStoreId, managementAccountId, callerAccountId: delegatedAdministratorId };
  return database.db.transaction().execute((trx) => saveDeployment(trx, { ...known, ...change }));
};
const fail = (operation: string, code: string) => aws.addFault({ operation, kind: "error", code, times: "always" });

test("a first start that AWS refuses says why", async () => {
  await fail("ListInstances", "AccessDeniedException");
  await assert.rejects(connect(), StartProblem);
});

test("a later start goes on with what is remembered while AWS refuses to say or is throttled", async () => {
  await remember();
  await fail("ListInstances", "AccessDeniedException");
  assert.equal((await connect()).instanceArn, aws.world.ids.instanceArn);
});

test("a later start in another Region or organisation ends, naming both", async () => {
  await remember({ instanceArn: "arn:aws:sso:::instance/ssoins-0000000000000000" });
  await assert.rejects(connect(), (problem) => {
    assert.ok(problem instanceof StartProblem);
    assert.match(problem.message, /ssoins-0000000000000000/);
    assert.ok(problem.message.includes(aws.world.ids.instanceArn));
    return true;
  });
});
