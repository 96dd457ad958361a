import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { scopes } from "../src/core/scopes.ts";
import { type DemoProcess, startDemoProcess } from "./demo-process.ts";
import { signInOverHttp } from "./person-over-http.ts";

const folder = mkdtempSync(join(tmpdir(), "stint-terminal-"));
let demo: DemoProcess;
before(async () => {
  demo = await startDemoProcess({ dataDir: join(folder, "demo") });
});
after(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `bin/stint` as a process of its own, with what stands on its stdin. */
const stint = async (args: string[], input = "") => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../bin/stint"), ...args], {
    env: { PATH: process.env.PATH ?? "", HOME: folder, TZ: "UTC" },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (piece) => {
    out += piece;
  });
  child.stderr.on("data", (piece) => {
    err += piece;
  });
  child.stdin.end(input);
  await once(child, "close");
  return { code: child.exitCode, out, err };
};

test("an admin signs in, makes a policy from a file, asks, watches AWS confirm the access, and ends it", async () => {
  const grace = await signInOverHttp(demo, "grace.okafor");
  const made = await grace.call("POST", "/api-clients", { name: "terminal", scopes });
  const { client, clientSecret } = made.body;
  const login = await stint(["login", "--url", demo.url, "--client-id", client.id], `${clientSecret}\n`);
  assert.deepEqual([login.code, login.err], [0, ""], login.err);
  assert.match(login.out, /as Grace Okafor \(grace\.okafor\)/);

  const first = async (...args: string[]) => JSON.parse((await stint([...args, "--json", "--limit", "1"])).out);
  const account = await first("directory", "accounts", "--search", "web-dev");
  const role = await first("directory", "roles", "--search", "PowerUserAccess");
  const policy = {
    name: "Grace in web-dev",
    principals: [{ type: "user", id: client.person.id }],
    scopes: [{ type: "account", id: account.id }],
    permissionSetArns: [role.arn],
    approvalRequired: false,
  };
  const created = await stint(["policies", "eligibility", "create", "-f", "-", "--yes"], JSON.stringify(policy));
  assert.equal(created.code, 0, created.err);
  assert.match(created.err, /^1 person could newly ask: 1 in all\n {2}Grace Okafor: PowerUserAccess in web-dev\n$/);

  const asked = await stint([
    "request",
    "-a",
    "web-dev",
    "-r",
    "PowerUserAccess",
    "--for",
    "1h",
    "-m",
    "Try it",
    "--wait",
  ]);
  assert.equal(asked.code, 0, asked.err);
  assert.match(asked.err, /It needs no approval\.\nSent: request .+\n(.+\n)*.+ web-dev: active until /);
  const [, grantId = ""] = /stint access use (\S+)/.exec(asked.err) ?? [];
  const use = await stint(["access", "use", grantId, "--console"]);
  assert.equal(use.out, `${demo.simulatorUrl}/portal/#/console?account_id=${account.id}&role_name=PowerUserAccess\n`);
  const ended = await stint(["access", "end", grantId, "-m", "Done", "--wait"]);
  assert.equal(ended.code, 0, ended.err);
  assert.match(ended.out, /: ended at .* \(ended early by Grace Okafor: Done\)\n$/);
});

test("what runs Stint itself keeps its names, and mistyping exits with 2", async () => {
  const verify = await stint(["audit", "verify"]);
  assert.deepEqual([verify.code, /STINT_DATABASE_URL is missing/.test(verify.err)], [2, true]);
  const ddl = await stint(["activity", "athena-ddl"]);
  assert.match(ddl.err, /STINT_ATHENA_REGIONS|STINT_TRAIL_BUCKET|organisation/);
  assert.match((await stint(["help", "server"])).out, /stint migrate/);
  const wrong = await stint(["requets"]);
  assert.deepEqual([wrong.code, wrong.out, /Did you mean “request/.test(wrong.err)], [2, "", true]);
});
