import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { codeOf, jsonOf, portalBrowser } from "../../test/portal-browser.ts";
import { createApiClient } from "../commands/create-api-client.ts";
import { revokeApiClient } from "../commands/revoke-api-client.ts";
import { Refusal } from "../core/refusal.ts";

const hourMs = 3_600_000;
const operator = { kind: "system" } as const;

describe("an API client", () => {
  let world: AuthWorld;
  let personId: string;
  before(async () => {
    world = await openAuthWorld();
    await portalBrowser(world).signIn("amira.haddad");
    const person = await world.db.selectFrom("people").select("id").executeTakeFirstOrThrow();
    personId = person.id;
  });
  after(() => world.close());

  const newClient = (scopes: string[] = ["requests:read", "audit:read"]) =>
    createApiClient(world.context, { actor: operator, client: { name: "ci", personId, scopes } });
  const basic = (id: string, secret: string) =>
    `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}`;
  const askToken = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    world.app.request("/oauth/token", { method: "POST", body: new URLSearchParams(form), headers });
  const grant = { grant_type: "client_credentials" };
  const credentialsOf = ({ client, secret }: Awaited<ReturnType<typeof newClient>>) => ({
    ...grant,
    client_id: client.id,
    client_secret: secret,
  });
  const tokenOf = async (made: Awaited<ReturnType<typeof newClient>>, scope?: string): Promise<string> =>
    (await jsonOf(await askToken({ ...credentialsOf(made), ...(scope ? { scope } : {}) }))).access_token;
  const callWith = (token: string, path = "/api/whoami", init: RequestInit = {}) =>
    world.app.request(path, { ...init, headers: { authorization: `Bearer ${token}` } });

  it("gets a token for its secret, by header or in the body, that is never cached", async () => {
    const made = await newClient();
    const asked = [
      () => askToken(grant, { authorization: basic(made.client.id, made.secret) }),
      () => askToken(credentialsOf(made)),
    ];
    for (const ask of asked) {
      const answer = await ask();
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("cache-control"), "no-store");
      const { access_token, ...rest } = await jsonOf(answer);
      assert.match(access_token, /^[\w-]{43}$/);
      assert.deepEqual(rest, { token_type: "Bearer", expires_in: 3600, scope: "audit:read requests:read" });
    }
  });

  it("leaves an audit event for each token, and for refusals one a minute and client", async () => {
    const made = await newClient();
    const events = (action: string, id: string) =>
      world.db
        .selectFrom("auditEvents")
        .select(["actorVia", "personId", "data"])
        .where("action", "=", action)
        .where("subjectId", "=", id)
        .execute();
    const token = await tokenOf(made, "audit:read");
    const [issued, ...others] = await events("api-token.issued", made.client.id);
    assert.deepEqual([issued?.actorVia, issued?.personId, others.length], [made.client.id, personId, 0]);
    assert.deepEqual(issued?.data.scopes, ["audit:read"]);
    assert.doesNotMatch(JSON.stringify(issued), new RegExp(`${token}|${made.secret}`));
    const wrong = { ...credentialsOf(made), client_secret: "wrong" };
    const refusals = async () => (await events("api-token.refused", made.client.id)).length;
    await Promise.all([askToken(wrong), askToken(wrong), askToken({ ...credentialsOf(made), scope: "nothing" })]);
    assert.equal(await refusals(), 1);
    world.simulator.clock.advance(60_000);
    await askToken(wrong);
    assert.equal(await refusals(), 2);
    for (const client_id of ["made-up-1", "made-up-2"]) await askToken({ ...wrong, client_id });
    assert.equal((await events("api-token.refused", "unknown")).length, 1);
  });

  it("acts as its person, named along with them, and needs no Origin", async () => {
    const made = await newClient();
    const token = await tokenOf(made);
    const who = await jsonOf(await callWith(token));
    assert.equal(who.personId, personId);
    assert.equal(who.via, made.client.id);
    assert.equal((await callWith(token, "/api/change", { method: "POST" })).status, 200);
  });

  it("may do what its token's scopes say and no more", async () => {
    const made = await newClient();
    assert.equal((await callWith(await tokenOf(made), "/api/audit")).status, 200);
    const narrow = await callWith(await tokenOf(made, "requests:read"), "/api/audit");
    assert.equal(narrow.status, 403);
    assert.equal(await codeOf(narrow), "scope.missing");
  });

  it("is refused in OAuth's own words", async () => {
    const made = await newClient(["requests:read"]);
    const good = credentialsOf(made);
    const refused: [string, number, Response][] = [
      ["invalid_client", 401, await askToken({ ...good, client_secret: "wrong" })],
      ["invalid_client", 401, await askToken({ ...good, client_secret: "" })],
      ["invalid_client", 401, await askToken({ ...good, client_id: "nobody", client_secret: "x" })],
      ["invalid_client", 401, await askToken({ ...good, client_id: "no\u0000body" })],
      ["invalid_client", 401, await askToken(grant)],
      ["invalid_client", 401, await askToken(grant, { authorization: "Basic %%%" })],
      ["invalid_client", 401, await askToken(grant, { authorization: `Basic ${btoa("%zz:%zz")}` })],
      ["invalid_request", 400, await askToken(good, { authorization: basic(made.client.id, made.secret) })],
      ["invalid_request", 400, await askToken({ client_id: made.client.id, client_secret: made.secret })],
      ["unsupported_grant_type", 400, await askToken({ ...good, grant_type: "password" })],
      ["invalid_scope", 400, await askToken({ ...good, scope: "requests:read audit:read" })],
      ["invalid_scope", 400, await askToken({ ...good, scope: "everything" })],
      ["invalid_request", 400, await world.app.request("/oauth/token", { method: "POST", body: JSON.stringify(good) })],
    ];
    for (const [error, status, answer] of refused) {
      assert.equal(answer.status, status, error);
      if (status === 401) assert.match(answer.headers.get("www-authenticate") ?? "", /^Basic /);
      assert.equal((await jsonOf(answer)).error, error);
    }
  });

  it("loses its tokens after an hour", async () => {
    const token = await tokenOf(await newClient());
    world.simulator.clock.advance(hourMs - 1);
    assert.equal((await callWith(token)).status, 200);
    world.simulator.clock.advance(1);
    const over = await callWith(token);
    assert.equal(over.status, 401);
    assert.match(over.headers.get("www-authenticate") ?? "", /invalid_token/);
    assert.equal(await codeOf(over), "token.invalid");
  });

  it("is no longer served once revoked, which is audited and happens once", async () => {
    const made = await newClient();
    const token = await tokenOf(made);
    await revokeApiClient(world.context, { actor: operator, clientId: made.client.id });
    assert.equal((await callWith(token)).status, 401);
    assert.equal((await askToken(credentialsOf(made))).status, 401);
    const again = revokeApiClient(world.context, { actor: operator, clientId: made.client.id });
    await assert.rejects(again, (error) => error instanceof Refusal && error.code === "api-client.already-revoked");
    const unknown = revokeApiClient(world.context, { actor: operator, clientId: "nobody" });
    await assert.rejects(unknown, (error) => error instanceof Refusal && error.kind === "not-found");
    const events = await world.db
      .selectFrom("auditEvents")
      .select("action")
      .where("subjectId", "=", made.client.id)
      .orderBy("seq")
      .execute();
    assert.deepEqual(
      events.map((event) => event.action),
      ["api-client.created", "api-token.issued", "api-client.revoked", "api-token.refused"],
    );
  });

  it("is worth nothing while its person is disabled", async () => {
    const made = await newClient();
    const token = await tokenOf(made);
    const enable = (enabled: boolean) =>
      world.db.updateTable("people").set({ enabled }).where("id", "=", personId).execute();
    await enable(false);
    assert.equal((await callWith(token)).status, 401);
    assert.equal((await askToken(credentialsOf(made))).status, 401);
    await assert.rejects(newClient(), (error) => error instanceof Refusal && error.code === "person.not-found");
    await enable(true);
    assert.equal((await callWith(token)).status, 200);
  });

  it("leaves no secret behind: not in the database, not in the audit log, not in the log", async () => {
    const made = await newClient();
    const token = await tokenOf(made);
    await callWith(token);
    const rows = await Promise.all(
      (["apiClients", "apiTokens", "auditEvents"] as const).map((table) =>
        world.db.selectFrom(table).selectAll().execute(),
      ),
    );
    const everything = JSON.stringify([rows, world.logged]);
    assert.ok(!everything.includes(made.secret));
    assert.ok(!everything.includes(token));
    assert.ok(everything.includes(made.client.id));
  });

  it("cannot be made without a name, with an unknown scope, or with none", async () => {
    const wrong = [
      { name: " ", personId, scopes: ["audit:read"] },
      { name: "x".repeat(101), personId, scopes: ["audit:read"] },
      { name: "a\nb", personId, scopes: ["audit:read"] },
      { name: "ci", personId, scopes: ["audit:write"] },
      { name: "ci", personId, scopes: [] },
      { name: "ci", personId: "nobody", scopes: ["audit:read"] },
    ];
    for (const client of wrong) {
      const making = createApiClient(world.context, { actor: operator, client });
      await assert.rejects(making, (error) => error instanceof Refusal && error.kind === "invalid");
    }
  });
});
