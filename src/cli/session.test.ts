import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type CliWorld, openCliWorld } from "../../test/cli-world.ts";
import { publicUrl as url } from "../../test/signed-in.ts";

let world: CliWorld;
let rita: Record<string, string>;
before(async () => {
  world = await openCliWorld();
  rita = await world.clientOf(world.people.requester);
});
after(() => world.close());

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  (async () => new Response(body, { status, headers })) as typeof fetch;
const failing = (code: string) =>
  (async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
  }) as typeof fetch;

test("signing in tries the secret, keeps it for its owner alone, shows it nowhere; signing out leaves nothing", async () => {
  const { STINT_CLIENT_ID: id = "", STINT_CLIENT_SECRET: secret = "" } = rita;
  const wrong = await world.run(["login", "--url", url, "--client-id", id], { input: "wrong\n" });
  assert.equal(wrong.code, 3);
  assert.match(wrong.err, /secret is wrong/);
  assert.deepEqual(readdirSync(world.home), [], "nothing is kept of what does not work");

  const signedIn = await world.run(["login", "--url", url], { typed: [id, secret] });
  assert.deepEqual(
    [signedIn.code, signedIn.out],
    [0, `Signed in at ${url} as Rita Requester (${world.people.requester.userName}).\n`],
  );
  assert.ok(!(signedIn.out + signedIn.err).includes(secret));
  const folder = join(world.home, ".config/stint");
  assert.deepEqual([statSync(folder).mode & 0o777, statSync(join(folder, "config.json")).mode & 0o777], [0o700, 0o600]);

  const me = await world.run(["whoami"]);
  assert.match(me.out, /^Person +Rita Requester \(/);
  assert.equal(statSync(join(folder, "token.json")).mode & 0o777, 0o600);
  const tokens = () =>
    world.db
      .selectFrom("auditEvents")
      .select("seq")
      .where("action", "=", "api-token.issued")
      .where("subjectId", "=", id)
      .execute();
  const before = (await tokens()).length;
  await world.run(["whoami"]);
  assert.equal((await tokens()).length, before, "one token serves many commands");

  const kept = JSON.parse(readFileSync(join(folder, "token.json"), "utf8"));
  writeFileSync(join(folder, "token.json"), JSON.stringify({ ...kept, token: "stale" }));
  assert.equal((await world.run(["whoami"])).code, 0, "a token that is no good any more is replaced");
  rmSync(join(folder, "token.json"));
  mkdirSync(join(folder, "token.json"));
  assert.equal((await world.run(["whoami"])).code, 0, "a token that cannot be kept is used all the same");
  assert.deepEqual(readdirSync(folder).sort(), ["config.json", "token.json"]);
  rmSync(join(folder, "token.json"), { recursive: true });

  assert.match(
    (await world.run(["whoami"], { env: { STINT_URL: "https://elsewhere.example" } })).err,
    /you are signed in at/,
  );
  assert.equal((await world.run(["logout"])).code, 0);
  assert.deepEqual(readdirSync(folder), []);
  assert.deepEqual([(await world.run(["whoami"])).code, (await world.run(["whoami"])).out], [3, ""]);
});

test("secrets go to https or to this machine only, never along with a redirect, and leave nothing on the disk when they come from the environment", async () => {
  for (const bad of [
    "http://stint.example.com",
    "ftp://stint.example.com",
    "https://u:p@stint.example.com",
    "https://stint.example.com/x",
  ])
    assert.equal((await world.run(["login", "--url", bad, "--client-id", "x"], { input: "y" })).code, 2, bad);
  assert.match(
    (await world.run(["whoami"], { env: { STINT_CLIENT_ID: "x" } })).err,
    /STINT_URL and STINT_CLIENT_SECRET must be set/,
  );
  const moved = await world.run(["whoami"], {
    env: rita,
    fetch: answering(302, "", { location: "https://evil.example" }),
  });
  assert.deepEqual([moved.code, /points elsewhere/.test(moved.err)], [4, true]);
  assert.equal((await world.run(["whoami"], { env: rita })).code, 0);
  assert.throws(() => statSync(join(world.home, ".config/stint/token.json")));
});

test("what went wrong is told apart, in words, by the exit code, with the request id", async () => {
  const error = (code: string) => JSON.stringify({ error: { code, message: "Words.", requestId: "r-1" } });
  const onApi = (answer: typeof fetch) =>
    (async (at, init) =>
      String(at).includes("/oauth/")
        ? world.app.request(String(at), init as RequestInit)
        : answer(at, init)) as typeof fetch;
  const cases: [string, number, RegExp, typeof fetch][] = [
    ["refused", 4, /cannot be reached at http:\/\/127\.0\.0\.1:8080: nothing listens there/, failing("ECONNREFUSED")],
    ["no host", 4, /there is no host of that name/, failing("ENOTFOUND")],
    [
      "certificate",
      4,
      /not trusted \(SELF_SIGNED_CERT_IN_CHAIN\).*NODE_EXTRA_CA_CERTS/,
      failing("SELF_SIGNED_CERT_IN_CHAIN"),
    ],
    ["403", 1, /^stint: Words\. \(x\.y\)\n {2}Request id: r-1\n$/, onApi(answering(403, error("x.y")))],
    ["500", 4, /^stint: Words\. \(internal\)\n {2}Request id: r-1\n$/, onApi(answering(500, error("internal")))],
    [
      "proxy",
      4,
      /answered 502 to \/api\/v1\/me: Stint, or what stands in front of it, is in trouble/,
      onApi(answering(502, "<html>")),
    ],
    ["no Stint", 4, /not JSON\. Is the address right\?/, onApi(answering(200, "<html>"))],
    ["revoked", 3, /^stint: Words\. \(token\.invalid\)/, onApi(answering(401, error("token.invalid")))],
  ];
  for (const [name, code, words, answer] of cases) {
    const told = await world.run(["whoami"], { env: rita, fetch: answer });
    assert.deepEqual([told.code, told.out], [code, ""], name);
    assert.match(told.err, words, name);
  }
});

test("who calls too often is made to wait as long as Stint says, but not for ever", async () => {
  const waited: number[] = [];
  const onWait = (ms: number) => waited.push(ms);
  let calls = 0;
  const once = (async (at, init) =>
    calls++ === 0
      ? new Response("{}", { status: 429, headers: { "retry-after": "7" } })
      : world.app.request(String(at), init as RequestInit)) as typeof fetch;
  const patient = await world.run(["whoami"], { env: rita, fetch: once, onWait });
  assert.deepEqual([patient.code, waited], [0, [7_000]]);
  assert.match(patient.err, /Too many calls: going on in 7 s/);
  const always = await world.run(["whoami"], { env: rita, fetch: answering(429, "", { "retry-after": "60" }), onWait });
  assert.deepEqual([always.code, waited], [4, [7_000, 60_000]]);
});

test("what is mistyped is told with what was meant, and exits with 2", async () => {
  const cases: [string[], RegExp][] = [
    [["requsts"], /no command “requsts”\. Did you mean “requests”\?/],
    [["access", "shwo", "x"], /Did you mean “access show”\?/],
    [["servr"], /Did you mean “serve”\?/],
    [["request", "--acount", "x"], /no option --acount\. Did you mean “--account”\?/],
    [["request", "--for", "--role", "x"], /--for needs a value: --for <duration>/],
    [["request", "-a", "x", "-r", "y", "--for", "2"], /--for is not a duration: “2”\. Write it like 90m/],
    [["request", "-a", "x", "-r", "y", "--for", "2h", "--at", "2026-02-30"], /--at is not a time/],
    [["request", "show"], /Something is missing: stint request show <request id>/],
    [["request", "show", "a", "b"], /That is too much/],
    [["requests", "mine"], /takes nothing but options: “mine” is too much/],
    [["requests", "--limit", "0"], /--limit is not a whole number from 1/],
    [["requests", "--json=yes"], /--json takes no value/],
    [["requests", "--csv", "--json"], /leave out --json/],
  ];
  for (const [args, words] of cases) {
    const told = await world.run(args, { env: rita });
    assert.deepEqual([told.code, told.out], [2, ""], args.join(" "));
    assert.match(told.err, words);
  }
});
