import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Hono } from "hono";
import { type AuthWorld, openAuthWorld, publicUrl } from "../../test/auth-world.ts";
import { codeOf, jsonOf, portalBrowser } from "../../test/portal-browser.ts";
import { createApiClient } from "../commands/create-api-client.ts";
import type { AppEnv } from "./app-env.ts";
import { securityHeaders } from "./security-headers.ts";

describe("the edge", () => {
  let world: AuthWorld;
  let cookie: string;
  let othersCookie: string;
  before(async () => {
    world = await openAuthWorld({ bodyBytes: 8_192, callsPerMinute: 40, signInsPerMinute: 25 });
    cookie = await portalBrowser(world).signIn("amira.haddad");
    othersCookie = await portalBrowser(world).signIn("ben.carter");
  });
  after(() => world.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    world.app.request("/api/input", {
      method: "POST",
      body,
      headers: { cookie, origin: publicUrl, "content-type": "application/json", ...headers },
    });

  it("names each request, and takes the name a proxy gave it", async () => {
    const answer = await world.app.request("/nowhere");
    const { error } = await jsonOf(answer);
    assert.equal(answer.status, 404);
    assert.equal(error.code, "route.not-found");
    assert.equal(error.requestId, answer.headers.get("x-request-id"));
    const named = await world.app.request("/nowhere", { headers: { "x-request-id": "trace-42" } });
    assert.equal((await jsonOf(named)).error.requestId, "trace-42");
    const forged = await world.app.request("/nowhere", { headers: { "x-request-id": '"}<script>' } });
    assert.doesNotMatch((await jsonOf(forged)).error.requestId, /script/);
  });

  it("tells a wrong method from a wrong address", async () => {
    const answer = await world.app.request("/auth/saml/acs");
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get("allow"), "POST");
    assert.equal(await codeOf(answer), "route.wrong-method");
  });

  it("refuses a body that is no JSON, and one whose fields are wrong, each by its name", async () => {
    const malformed = await post("{");
    assert.equal(malformed.status, 400);
    assert.equal(await codeOf(malformed), "body.malformed");
    const wrong = await post(JSON.stringify({ count: "1", names: ["a", 2] }));
    assert.equal(wrong.status, 400);
    const { error } = await jsonOf(wrong);
    assert.equal(error.code, "input.invalid");
    assert.deepEqual(
      error.reasons.map((reason: { field: string }) => reason.field),
      ["count", "names.1"],
    );
    assert.equal((await post(JSON.stringify({ count: 1, names: [] }))).status, 200);
  });

  it("refuses a body that is too long, whether or not it says how long it is", async () => {
    const long = JSON.stringify({ count: 1, names: ["x".repeat(9_000)] });
    const told = await post(long, { "content-length": String(long.length) });
    assert.equal(told.status, 413);
    assert.equal(await codeOf(told), "body.too-large");
    assert.equal((await post(long)).status, 413);
  });

  it("answers a surprise blank and logs it whole, under the same request id", async () => {
    const answer = await world.app.request("/api/surprise", { headers: { cookie } });
    assert.equal(answer.status, 500);
    const text = await answer.text();
    assert.doesNotMatch(text, /hunter2|postgres/);
    const { error } = JSON.parse(text);
    assert.equal(error.code, "internal");
    const line = world.logged.find((one) => one.includes("hunter2"));
    assert.equal(JSON.parse(line ?? "{}").requestId, error.requestId);
  });

  it("logs neither queries nor cookies", async () => {
    await world.app.request("/api/whoami?code=s3cret", { headers: { cookie } });
    const all = world.logged.join("");
    assert.match(all, /\/api\/whoami/);
    assert.ok(!all.includes("s3cret") && !all.includes(cookie.slice("stint=".length)));
    world.context.log.info({ headers: { cookie: "c00kie", authorization: "Bearer b" }, SAMLResponse: "a55ertion" });
    assert.doesNotMatch(world.logged.at(-1) ?? "", /c00kie|Bearer b|a55ertion/);
  });

  it("lets nothing run, load or frame that is not ours, on successes and errors alike", async () => {
    for (const path of ["/healthz", "/nowhere", "/api/whoami"]) {
      const { headers } = await world.app.request(path);
      const policy = headers.get("content-security-policy") ?? "";
      assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;/);
      assert.match(policy, /frame-ancestors 'none'; base-uri 'none'/);
      assert.doesNotMatch(policy, /unsafe/);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
      assert.equal(headers.get("strict-transport-security"), null);
    }
    const secure = new Hono<AppEnv>().use(securityHeaders({ ...world.context, publicUrl: "https://stint.example" }));
    const answer = await secure.request("/");
    assert.match(answer.headers.get("strict-transport-security") ?? "", /max-age=31536000/);
  });

  it("slows down whoever tries tokens, and says for how long", async () => {
    const attempt = () =>
      world.app.request("/api/whoami", { headers: { authorization: `Bearer ${crypto.randomUUID()}` } });
    const statuses = [];
    for (let count = 0; count < 26; count += 1) statuses.push((await attempt()).status);
    assert.deepEqual([statuses.at(0), statuses.at(-1)], [401, 429]);
    const slowed = await attempt();
    assert.ok(Number(slowed.headers.get("retry-after")) > 0);
    assert.equal(await codeOf(slowed), "rate.limited");
    assert.equal((await world.app.request("/api/whoami", { headers: { cookie } })).status, 200, "not who is signed in");
  });

  it("slows down whoever goes on with refused sign-ins, and nobody else at that address", async () => {
    const statuses = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await portalBrowser(world).postForm({ SAMLResponse: "bm8=" })).status);
    }
    assert.deepEqual(statuses, [400, 400, 429, 429]);
    const events = await world.db
      .selectFrom("auditEvents")
      .select(["subjectId", "data"])
      .where("action", "=", "sign-in.refused")
      .orderBy("seq")
      .execute();
    assert.deepEqual(
      events.map(({ subjectId }) => subjectId),
      ["unverified", "unverified", "past the limit of local"],
      "past the limit once a minute",
    );
    assert.equal((await world.app.request("/auth/saml/login")).status, 303);
    assert.match(await portalBrowser(world).signIn("grace.okafor"), /^stint=/);
  });

  it("slows down wrong client secrets, and no other client at that address", async () => {
    const who = await world.app.request("/api/whoami", { headers: { cookie } });
    const { client, secret } = await createApiClient(world.context, {
      actor: { kind: "system" },
      client: { name: "pipeline", personId: (await jsonOf(who)).personId, scopes: ["requests:read"] },
    });
    const ask = (id: string, clientSecret: string) =>
      world.app.request("/oauth/token", {
        method: "POST",
        body: new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: clientSecret }),
      });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask("misconfigured", "old")).status);
    assert.deepEqual(statuses, [401, 401, 429, 429]);
    assert.equal((await ask(client.id, secret)).status, 200);
    for (let count = 0; count < 25; count += 1) statuses.push((await ask(client.id, secret)).status);
    assert.equal(statuses.at(-1), 429, "but one client has a limit of its own");
  });

  it("slows down one person without slowing another", async () => {
    const statuses = [];
    for (let count = 0; count < 45; count += 1) {
      statuses.push((await world.app.request("/api/whoami", { headers: { cookie } })).status);
    }
    assert.equal(statuses.at(-1), 429);
    assert.equal((await world.app.request("/api/whoami", { headers: { cookie: othersCookie } })).status, 200);
  });
});
