import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ListAccountAssignmentsCommand, ListInstancesCommand, SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { startDemoProcess } from "./demo-process.ts";
import { type PersonOverHttp, signInOverHttp } from "./person-over-http.ts";
import { onPostgres } from "./with-database.ts";

/** The story of the README, on the demo as a newcomer starts it: a process of its own, HTTP, the AWS SDK, and a kill in the middle. */
const skip = onPostgres ? "the demo brings its own database" : false;

let dataDir: string;
let demo: Awaited<ReturnType<typeof startDemoProcess>>;
let aws: SSOAdminClient;

before(async () => {
  if (skip) return;
  dataDir = mkdtempSync(join(tmpdir(), "stint-story-"));
  demo = await startDemoProcess({ dataDir });
  aws = new SSOAdminClient({
    endpoint: demo.simulatorUrl,
    region: "eu-central-1",
    credentials: { accessKeyId: "anything", secretAccessKey: "anything" },
  });
});
after(async () => {
  aws?.destroy();
  await demo?.stop();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
});

const holds = async (tuple: { accountId: string; permissionSetArn: string; personId: string }) => {
  const instance = (await aws.send(new ListInstancesCommand({}))).Instances?.[0];
  const { AccountAssignments } = await aws.send(
    new ListAccountAssignmentsCommand({
      InstanceArn: instance?.InstanceArn,
      AccountId: tuple.accountId,
      PermissionSetArn: tuple.permissionSetArn,
    }),
  );
  return AccountAssignments?.some((row) => row.PrincipalType === "USER" && row.PrincipalId === tuple.personId) ?? false;
};

const untilGrantIs = async (person: PersonOverHttp, requestId: string, state: string) => {
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; ) {
    const { body } = await person.call("GET", `/requests/${requestId}`);
    if (body.grants[0]?.state === state) return body.grants[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`the grant did not become ${state}`);
};

const moveClock = (advanceMs: number) =>
  fetch(`${demo.simulatorUrl}/_simulator/clock`, {
    method: "POST",
    body: JSON.stringify({ advanceMs }),
    headers: { "content-type": "application/json" },
  });

test("someone asks, someone else approves, access appears and goes at its time, and the audit log tells who did what", {
  skip,
}, async () => {
  const amira = await signInOverHttp(demo, "amira.haddad");
  const mateo = await signInOverHttp(demo, "mateo.garcia");
  const me = (await amira.call("GET", "/me")).body;
  const eligible = await amira.call("GET", "/eligibility?search=payments-prod");
  const account = eligible.body.items.find((item: { name: string }) => item.name === "payments-prod");
  const role = account.permissionSets.find((one: { name: string }) => one.name === "AdministratorAccess");
  assert.equal(role.approvalRequired, true);
  const form = {
    accountIds: [account.id],
    permissionSetArn: role.arn,
    durationMinutes: 60,
    justification: "Ledger is stuck <b>again</b>",
  };
  const preview = await amira.call("POST", "/requests/preview", form);
  assert.equal(preview.body.allowed, true);
  assert.ok(preview.body.approverCount >= 1);

  const sent = await amira.call("POST", "/requests", form);
  assert.equal(sent.status, 201);
  assert.deepEqual(
    [sent.body.state, sent.body.abilities.approve, sent.body.abilities.cancel],
    ["pending", false, true],
  );
  const { id } = sent.body;
  assert.equal((await amira.call("POST", `/requests/${id}/approve`, {})).status, 403);

  const waiting = await mateo.call("GET", "/requests?view=to-decide");
  assert.ok(waiting.body.items.some((item: { id: string }) => item.id === id));
  const approved = await mateo.call("POST", `/requests/${id}/approve`, { comment: "Go ahead" });
  assert.equal(approved.status, 200);
  assert.equal((await mateo.call("POST", `/requests/${id}/approve`, {})).status, 409);

  const tuple = { accountId: account.id, permissionSetArn: role.arn, personId: me.id };
  const grant = await untilGrantIs(amira, id, "active");
  assert.equal(await holds(tuple), true);

  // The process is killed while the access is there; the next start goes on where it was.
  await demo.stop("SIGKILL");
  demo = await startDemoProcess({ dataDir, ports: demo.ports });
  assert.equal((await amira.call("GET", `/requests/${id}`)).body.grants[0].state, "active");
  assert.equal(await holds(tuple), true);

  await moveClock(61 * 60_000);
  const ended = await untilGrantIs(amira, id, "ended");
  assert.equal(ended.endReason, "elapsed");
  assert.equal(ended.id, grant.id);
  assert.equal(await holds(tuple), false);

  const ingrid = await signInOverHttp(demo, "ingrid.larsen");
  const events = (await ingrid.call("GET", `/audit-events?request=${id}&limit=200`)).body.items;
  const told = new Set(events.map((event: { action: string }) => event.action));
  for (const action of ["request.created", "request.approved", "grant.active", "grant.ending", "grant.ended"])
    assert.ok(told.has(action), `${action} is in the audit log`);
  assert.equal((await amira.call("GET", "/audit-events")).status, 403);

  const mails = (await (await fetch(`${demo.simulatorUrl}/mailbox.json`)).json()) as {
    items: { to: string[]; subject: string; text: string; html: string }[];
  };
  const ofRequest = mails.items.filter((mail) => mail.text.includes(`${demo.url}/requests/${id}`));
  assert.ok(ofRequest.some((mail) => mail.to[0]?.includes("mateo.garcia")));
  assert.ok(ofRequest.some((mail) => mail.to[0]?.includes("amira.haddad")));
  assert.ok(ofRequest.every((mail) => !mail.html.includes("<b>again</b>")));
});

test("access ended early is gone at once, and ending it twice is told so", { skip }, async () => {
  const liam = await signInOverHttp(demo, "liam.murphy");
  const grace = await signInOverHttp(demo, "grace.okafor");
  const { items } = (await liam.call("GET", "/eligibility?search=web-dev")).body;
  const account = items.find((item: { name: string }) => item.name === "web-dev");
  const role = account.permissionSets.find((one: { name: string }) => one.name === "PowerUserAccess");
  const sent = await liam.call("POST", "/requests", {
    accountIds: [account.id],
    permissionSetArn: role.arn,
    durationMinutes: 30,
    justification: "Look at a bug",
  });
  assert.equal(sent.body.state, "approved");
  const grant = await untilGrantIs(liam, sent.body.id, "active");
  assert.equal((await grace.call("POST", `/grants/${grant.id}/end`, { comment: "Enough" })).status, 200);
  assert.equal((await liam.call("POST", `/grants/${grant.id}/end`, {})).status, 409);
  assert.equal((await untilGrantIs(liam, sent.body.id, "ended")).endReason, "revoked");
});

test("a stopped demo leaves an audit chain that verifies", { skip }, async () => {
  await demo.stop();
  const main = join(import.meta.dirname, "../src/app/main.ts");
  const verified = spawnSync(process.execPath, [main, "audit", "verify", "--demo"], {
    env: { ...process.env, STINT_DATA_DIR: dataDir },
    encoding: "utf8",
  });
  assert.equal(verified.status, 0, verified.stderr);
  assert.match(verified.stdout, /whole: \d+ events/);
});
