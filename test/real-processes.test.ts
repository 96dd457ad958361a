import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import pg from "pg";
import { serve, work } from "../src/app/doctor/iam-policies/base-parts.ts";
import type { PolicyPart } from "../src/app/doctor/iam-policies/statement.ts";
import { type Simulator, startSimulator } from "../src/simulator/start.ts";
import { freePort } from "./free-port.ts";
import { startOtlpReceiver } from "./otlp-receiver.ts";
import { type PersonOverHttp, signInOverHttp } from "./person-over-http.ts";
import { startRecordingProxy } from "./recording-proxy.ts";
import { type StintProcess, startStint } from "./stint-process.ts";
import { onPostgres } from "./with-database.ts";

/**
 * Stint as it is deployed: two of “serve” and two of “work”, each a process, on one PostgreSQL, with nothing but the SDK's own variables
 * to tell them where AWS is. One of each is killed while access is there.
 */
const skip = onPostgres ? false : "needs a PostgreSQL server";

let simulator: Simulator;
let proxies: Record<"serve" | "work", Awaited<ReturnType<typeof startRecordingProxy>>>;
let environment: Record<string, string>;
let collector: Awaited<ReturnType<typeof startOtlpReceiver>>;
let ports: [number, number];
let publicUrl: string;
const running: StintProcess[] = [];

const start = (part: "serve" | "work", more: Record<string, string> = {}) => {
  const process = startStint([part], { ...environment, AWS_ENDPOINT_URL: proxies[part].url, ...more });
  running.push(process);
  return process;
};

const within = async (ms: number, what: string, holds: () => Promise<boolean>) => {
  for (const giveUpAt = Date.now() + ms; Date.now() < giveUpAt; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${what} did not come to pass:\n${running.map((one) => one.output().slice(-2_000)).join("\n---\n")}`);
};

const isReady = async (port: number) =>
  (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status === 200;

/** The same person with the same session, at another replica behind the same address. */
const at = (port: number, person: PersonOverHttp) => async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers: {
      cookie: person.cookie,
      origin: publicUrl,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};

before(async () => {
  if (skip) return;
  const database = `deployed_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: process.env.STINT_TEST_POSTGRES_URL });
  await admin.connect();
  await admin.query(`create database ${database}`);
  await admin.end();
  const databaseUrl = new URL(process.env.STINT_TEST_POSTGRES_URL ?? "");
  databaseUrl.pathname = `/${database}`;
  ports = [await freePort(), await freePort()];
  publicUrl = `http://127.0.0.1:${ports[0]}`;
  collector = await startOtlpReceiver();
  simulator = await startSimulator({ stintUrl: publicUrl, timing: { assignmentMs: [200, 400] } });
  proxies = { serve: await startRecordingProxy(simulator.url), work: await startRecordingProxy(simulator.url) };
  environment = {
    STINT_DATABASE_URL: databaseUrl.href,
    STINT_PUBLIC_URL: publicUrl,
    STINT_ADMIN_GROUP: "stint-admins",
    STINT_AUDITOR_GROUP: "stint-auditors",
    STINT_SAML_METADATA_URL: `${simulator.url}/portal/saml/metadata`,
    STINT_LOG_LEVEL: "warn",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "delegated",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
});
after(async () => {
  await Promise.all(running.filter((one) => one.isRunning()).map((one) => one.stop("SIGKILL")));
  await Promise.all(Object.values(proxies ?? {}).map((proxy) => proxy.stop()));
  await simulator?.stop();
  await collector?.stop();
});

test("what is not migrated does not start, and migrating twice is harmless", { skip }, async () => {
  const early = start("work");
  assert.equal(await early.ended(), 1);
  assert.match(early.output(), /Run “stint migrate” first/);
  for (const words of [/Migrated: 001/, /at this version already/]) {
    const migrate = startStint(["migrate"], environment);
    assert.equal(await migrate.ended(), 0, migrate.output());
    assert.match(migrate.output(), words);
  }
});

test("set to another Region than Identity Center's it does not start, and says which to set", { skip }, async () => {
  const astray = start("work", { AWS_REGION: "us-east-1" });
  assert.equal(await astray.ended(), 1);
  assert.match(astray.output(), /Set AWS_REGION=eu-central-1/);
  assert.doesNotMatch(astray.output(), /\n\s+at /, "no stack is shown");
});

test("access begins, outlives the death of a replica of each, and ends", { skip }, async () => {
  const monitoringPort = await freePort();
  const works = [start("work"), start("work", { STINT_METRICS_PORT: String(monitoringPort) })] as const;
  const serves = [
    start("serve", { STINT_PORT: String(ports[0]) }),
    start("serve", { STINT_PORT: String(ports[1]) }),
  ] as const;
  await within(60_000, "both replicas being ready", async () => (await isReady(ports[0])) && (await isReady(ports[1])));

  const places = { url: publicUrl, simulatorUrl: simulator.url };
  const grace = await signInOverHttp(places, "grace.okafor");
  const liam = await signInOverHttp(places, "liam.murphy");
  const account = (await grace.call("GET", "/directory/accounts?search=web-dev")).body.items[0];
  const role = (await grace.call("GET", "/directory/permission-sets?search=PowerUserAccess")).body.items[0];
  const me = (await liam.call("GET", "/me")).body;
  const policy = await at(ports[1], grace)("POST", "/eligibility-policies", {
    name: "Liam in development",
    principals: [{ type: "user", id: me.id }],
    scopes: [{ type: "account", id: account.id }],
    permissionSetArns: [role.arn],
    approvalRequired: false,
  });
  assert.equal(policy.status, 201, JSON.stringify(policy.body));

  const form = {
    accountIds: [account.id],
    permissionSetArn: role.arn,
    durationMinutes: 60,
    justification: "To see it run",
  };
  const sent = await liam.call("POST", "/requests", form);
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  const stateAt = async (port: number) => (await at(port, liam)("GET", `/requests/${sent.body.id}`)).body.grants[0];
  await within(30_000, "access becoming active", async () => (await stateAt(ports[1])).state === "active");
  const held = () =>
    simulator.world.assignments
      .all()
      .some((row) => row.accountId === account.id && row.principalId === me.id && row.permissionSetArn === role.arn);
  assert.ok(held());

  await Promise.all([works[0].stop("SIGKILL"), serves[0].stop("SIGKILL")]);
  const grant = await stateAt(ports[1]);
  assert.equal(grant.state, "active");
  assert.equal((await at(ports[1], liam)("POST", `/grants/${grant.id}/end`, {})).status, 200);
  // What the dead worker may have held is free again at once.
  await within(20_000, "access ending", async () => (await stateAt(ports[1])).state === "ended");
  assert.equal(held(), false);

  const told = await (await fetch(`http://127.0.0.1:${monitoringPort}/metrics`)).text();
  assert.match(
    told,
    /^stint_grant_over_window_seconds_count\{ended="early"\} 1$/m,
    "told by a worker, of all that ended",
  );

  await Promise.all([works[1].stop(), serves[1].stop()]);
  const spanOf = (service: string, name: string) =>
    collector.spans.find((span) => span.service === service && span.name === name);
  const asked = spanOf("stint-serve", "POST /api/v1/grants/:id/end");
  const done = spanOf("stint-work", "sso-admin.DeleteAccountAssignment");
  assert.ok(asked && done, "both processes sent their spans when they stopped");
  assert.equal(done.traceId, asked.traceId, "the removal belongs to the trace of the call that asked for it");
});

test("the doctor finds nothing wrong with it, names what it could not look at, and shows no secret", {
  skip,
}, async () => {
  const url = new URL(environment.STINT_DATABASE_URL ?? "");
  url.password = "not-to-be-seen";
  const doctor = startStint(["doctor", "--json"], {
    ...environment,
    STINT_DATABASE_URL: url.href,
    STINT_SES: "on",
    STINT_MAIL_FROM: "Stint <stint@acme.example>",
    AWS_ENDPOINT_URL: simulator.url,
  });
  assert.equal(await doctor.ended(), 0, doctor.output());
  assert.doesNotMatch(doctor.output(), /not-to-be-seen/);
  const { ok, checks } = JSON.parse(doctor.output().replace(/^simulator: .*$/gm, ""));
  assert.equal(ok, true);
  const statesOf = (check: string) =>
    checks.filter((one: { check: string }) => one.check === check).map((one: { state: string }) => one.state);
  for (const check of ["Configuration", "Credentials", "Account", "Database", "Mail"])
    assert.deepEqual(statesOf(check), ["ok"], check);
  for (const check of ["Identity Center", "Clock", "SAML", "Groups"])
    assert.deepEqual(statesOf(check), ["ok", "ok"], check);
  assert.deepEqual([...new Set(statesOf("Permission sets"))], ["warning"], "the demo's sets have long sessions");
});

test("each part asked AWS for nothing but what its policy allows", { skip }, () => {
  const allowedBy = ({ statements }: PolicyPart) => new Set(statements.flatMap(({ actions }) => actions));
  const parts = [
    ["serve", serve],
    ["work", work],
  ] as const;
  for (const [name, policy] of parts) {
    const asked = proxies[name].actions();
    assert.ok(asked.length >= 2, `${name} asked for ${asked.join()}`);
    for (const action of asked) assert.ok(allowedBy(policy).has(action), `${name} asked for ${action}`);
  }
  assert.ok(proxies.work.actions().includes("sso:CreateAccountAssignment"));
});
