import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import fc from "fast-check";
import { Hono } from "hono";
import { type AuthWorld, openAuthWorld, publicUrl } from "../../test/auth-world.ts";
import { openidBrowser } from "../../test/openid-browser.ts";
import { clientSecret, type OpenidProvider, startOpenidProvider } from "../../test/openid-provider.ts";
import { codeOf, jsonOf } from "../../test/portal-browser.ts";
import { oidcRedirectUri, oidcRelyingParty } from "../auth/oidc.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { authRoutes } from "./auth-routes.ts";
import { guardEdge } from "./guard-edge.ts";

const hourMs = 3_600_000;
const amira = { email: "amira.haddad@acme.example", email_verified: true, preferred_username: "amira.haddad" };

describe("signing in by OpenID Connect", () => {
  let world: AuthWorld;
  let provider: OpenidProvider;
  const people = {
    amira,
    "amira-loud": { ...amira, email: "Amira.HADDAD@acme.example" },
    "not-verified": { ...amira, email_verified: false },
    "not-said": { email: amira.email },
    nameless: {},
    strange: { email: `am\u0000ira${"x".repeat(5_000)}`, email_verified: true },
    ben: { email: "ben.carter@acme.example", email_verified: true },
    stranger: { email: "stranger@elsewhere.example", email_verified: true },
    // Somebody else's user name as an e-mail address names nobody.
    crossed: { email: "amira.haddad", email_verified: true },
    "by-user-name": { upn: "Amira.Haddad" },
    "by-mail-as-name": { upn: "amira.haddad@acme.example" },
  };
  before(async () => {
    provider = await startOpenidProvider({ redirectUri: oidcRedirectUri(publicUrl), people });
    const { issuer } = provider;
    world = await openAuthWorld({ decideMaxAgeMs: 15 * 60_000, signInsPerMinute: 100_000 }, (clock) => ({
      oidc: {
        ...oidcRelyingParty({
          ...{ publicUrl, clock, issuer, clientId: "stint", clientSecret, match: "email", claim: "email" },
        }),
        name: "Acme",
      },
    }));
  });
  beforeEach(() => provider.tamper(undefined));
  after(async () => {
    await world.close();
    await provider.stop();
  });

  const newBrowser = () => openidBrowser({ app: world.app, publicUrl, issuer: provider.issuer });
  /** The routes of signing in, with another provider and the answers that errors have. */
  const guarded = (oidc: AppContext["oidc"]) => {
    const app = new Hono<AppEnv>();
    const context = { ...world.context, oidc };
    guardEdge(app, context);
    return app.route("/", authRoutes(context));
  };
  const whoami = async (browser: ReturnType<typeof newBrowser>) => jsonOf(await browser.stint("/api/whoami"));
  const lastAudit = (action: string) =>
    world.db
      .selectFrom("auditEvents")
      .selectAll()
      .where("action", "=", action)
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
  const userRow = (userName: string) => {
    const user = world.simulator.world.users.all().find((row) => row.userName === userName);
    if (!user) throw new Error(`the demo organisation has no ${userName}`);
    return user;
  };

  it("opens a session, keeps the deep link and is audited", async () => {
    const browser = newBrowser();
    const answer = await browser.signIn("amira", "/requests/7?tab=activity#comments");
    assert.equal(answer.status, 303, await answer.clone().text());
    assert.equal(answer.headers.get("location"), "/requests/7?tab=activity#comments");
    assert.equal((await whoami(browser)).userName, "amira.haddad");
    const event = await lastAudit("sign-in.succeeded");
    const { authenticatedAt, ...data } = event.data;
    const known = { via: "oidc", beganAt: "stint", userName: "amira.haddad" };
    assert.deepEqual(data, { ...known, subject: "amira", address: "local" });
    assert.deepEqual(await world.db.selectFrom("signIns").select("id").execute(), [], "the request is used up");
    const asked = provider.asked.at(-1)?.searchParams;
    assert.equal(asked?.get("code_challenge_method"), "S256");
    assert.equal(asked?.get("response_type"), "code");
    assert.ok(asked?.get("nonce") && asked.get("state"));
    assert.equal(asked.get("returnTo"), null, "the deep link never left");
  });

  it("finds the person whatever the case of the address, and only by the address", async () => {
    const loud = newBrowser();
    assert.equal((await loud.signIn("amira-loud")).status, 303);
    assert.equal((await whoami(loud)).userName, "amira.haddad");
    assert.equal(await codeOf(await newBrowser().signIn("crossed")), "sign-in.unknown-person");
  });

  it("refuses an e-mail address that the provider does not call verified", async () => {
    for (const login of ["not-verified", "not-said"]) {
      const answer = await newBrowser().signIn(login);
      assert.equal(answer.status, 403);
      assert.equal(answer.headers.getSetCookie().filter((line) => line.startsWith("stint=")).length, 0);
      assert.equal(await codeOf(answer), "sign-in.email-unverified");
    }
    assert.equal(await codeOf(await newBrowser().signIn("nameless")), "sign-in.no-subject");
  });

  it("refuses who is unknown or disabled, and says so in the audit log", async () => {
    assert.equal(await codeOf(await newBrowser().signIn("stranger")), "sign-in.unknown-person");
    assert.equal(await codeOf(await newBrowser().signIn("strange")), "sign-in.unknown-person");
    assert.equal(await codeOf(await newBrowser().signIn("stranger")), "sign-in.unknown-person");
    const event = await lastAudit("sign-in.refused");
    assert.equal(event.subjectId, "stranger");
    assert.equal(event.data.nameId, "stranger@elsewhere.example");
    assert.equal(event.data.via, "oidc");
    const { users } = world.simulator.world;
    const ben = userRow("ben.carter");
    users.put({ ...ben, status: "DISABLED" });
    assert.equal(await codeOf(await newBrowser().signIn("ben")), "sign-in.person-disabled");
    users.put(ben);
  });

  const forged: [string, string, Parameters<OpenidProvider["tamper"]>[0]][] = [
    ["of another sign-in (nonce)", "sign-in.unknown-request", { claims: (claims) => ({ ...claims, nonce: "other" }) }],
    ["without a nonce", "sign-in.malformed", { claims: ({ nonce: _gone, ...claims }) => claims }],
    ["of another issuer", "sign-in.wrong-issuer", { claims: (claims) => ({ ...claims, iss: "https://evil.example" }) }],
    ["for another client", "sign-in.wrong-audience", { claims: (claims) => ({ ...claims, aud: "other" }) }],
    [
      "for several, issued to another",
      "sign-in.wrong-audience",
      { claims: (claims) => ({ ...claims, aud: ["stint", "other"], azp: "other" }) },
    ],
    ["that is over", "sign-in.expired", { claims: (claims) => ({ ...claims, exp: Number(claims.iat) - 3_600 }) }],
    ["signed by somebody else", "sign-in.bad-signature", { sign: "stranger" }],
  ];
  for (const [what, code, change] of forged) {
    it(`refuses an ID token ${what} as ${code}`, async () => {
      provider.tamper(change);
      const answer = await newBrowser().signIn("amira");
      assert.equal(await codeOf(answer), code);
      assert.equal(answer.headers.getSetCookie().filter((line) => line.startsWith("stint=")).length, 0);
    });
  }

  it("goes by the passed clock", async () => {
    const browser = newBrowser();
    const callback = await browser.passProvider(await browser.begin(), "amira");
    world.simulator.clock.advance(20 * 60_000);
    assert.equal(await codeOf(await browser.stint(callback)), "sign-in.expired");
    const late = await browser.passProvider(await browser.begin(), "amira");
    world.simulator.clock.advance(hourMs);
    assert.equal(await codeOf(await browser.stint(late)), "sign-in.unknown-request");
    world.simulator.clock.advance(-hourMs - 20 * 60_000);
  });

  it("works once for each answer, also of two at the same moment", async () => {
    const browser = newBrowser();
    const callback = await browser.passProvider(await browser.begin(), "amira");
    const answers = await Promise.all([1, 2, 3].map(() => browser.stint(callback)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 403, 403]);
    assert.equal(await codeOf(await browser.stint(callback)), "sign-in.unknown-request");
  });

  it("refuses a code that was used already, under a sign-in of its own", async () => {
    const browser = newBrowser();
    const used = await browser.passProvider(await browser.begin(), "amira");
    await browser.stint(used);
    const state = new URL(await browser.begin()).searchParams.get("state") ?? "";
    const replayed = new URL(used, publicUrl);
    replayed.searchParams.set("state", state);
    assert.equal(await codeOf(await browser.stint(replayed.pathname + replayed.search)), "sign-in.declined");
  });

  it("counts only in the browser where it was begun", async () => {
    const attacker = newBrowser();
    const callback = await attacker.passProvider(await attacker.begin(), "amira");
    const victim = newBrowser();
    assert.equal(await codeOf(await victim.stint(callback)), "sign-in.other-browser");
    const again = await attacker.passProvider(await attacker.begin(), "amira");
    await victim.begin();
    const answer = await victim.stint(again);
    assert.equal(await codeOf(answer), "sign-in.other-browser");
    assert.equal((await victim.stint("/api/whoami")).status, 401);
  });

  it("refuses a made-up state, none, and an answer that names another issuer", async () => {
    const browser = newBrowser();
    for (const query of [
      "?code=x&state=_madeup",
      "?code=x",
      "",
      "?state=a&state=b",
      "?state=%00",
      "?state=%ED%A0%80",
    ]) {
      assert.equal(await codeOf(await browser.stint(`/auth/oidc/callback${query}`)), "sign-in.unknown-request");
      assert.match(JSON.stringify((await lastAudit("sign-in.refused")).data), /unknown-request/);
    }
    const callback = new URL(await browser.passProvider(await browser.begin(), "amira"), publicUrl);
    callback.searchParams.set("iss", "https://evil.example");
    assert.equal(await codeOf(await browser.stint(callback.pathname + callback.search)), "sign-in.wrong-issuer");
  });

  it("takes the provider's no for a no", async () => {
    const browser = newBrowser();
    const state = new URL(await browser.begin()).searchParams.get("state");
    const iss = encodeURIComponent(provider.issuer);
    const answer = await browser.stint(`/auth/oidc/callback?error=access_denied&state=${state}&iss=${iss}`);
    assert.equal(await codeOf(answer), "sign-in.declined");
  });

  it("works in two tabs at once, in whatever order they come back", async () => {
    const browser = newBrowser();
    const first = await browser.begin("/requests/1");
    const second = await browser.begin("/requests/2");
    const firstBack = await browser.passProvider(first, "amira");
    const secondBack = await browser.passProvider(second, "amira");
    assert.equal((await browser.stint(secondBack)).headers.get("location"), "/requests/2");
    assert.equal((await browser.stint(firstBack)).headers.get("location"), "/requests/1");
    assert.equal((await whoami(browser)).userName, "amira.haddad");
  });

  it("works in three tabs that begin at the same moment in a browser without a cookie", async () => {
    const browser = newBrowser();
    const begun = await Promise.all(["/requests/1", "/requests/2", "/requests/3"].map((path) => browser.begin(path)));
    const back = [];
    for (const one of begun) back.push(await browser.passProvider(one, "amira"));
    const answers = [];
    for (const one of back) answers.push((await browser.stint(one)).headers.get("location"));
    assert.deepEqual(answers, ["/requests/1", "/requests/2", "/requests/3"]);
    const left = [...browser.jars.stint.keys()].filter((name) => name.startsWith("stint-sign-in"));
    assert.deepEqual(left, [], "what was used is cleared away");
  });

  it("begun as anything but a page is refused, and neither counted nor kept", async () => {
    for (const destination of ["image", "empty", "iframe"]) {
      const answer = await world.app.request("/auth/oidc/login", { headers: { "sec-fetch-dest": destination } });
      assert.deepEqual([answer.status, await codeOf(answer)], [400, "sign-in.not-a-page"]);
      assert.equal(answer.headers.get("set-cookie"), null);
    }
    const page = await world.app.request("/auth/oidc/login", { headers: { "sec-fetch-dest": "document" } });
    assert.equal(page.status, 303);
  });

  it("never leads to another site", async () => {
    for (const evil of ["//evil.example", "/\\evil.example", "https://evil.example", "/auth/oidc/login"])
      assert.equal((await newBrowser().signIn("amira", evil)).headers.get("location"), "/");
  });

  it("asks the provider anew for a fresh sign-in, and believes it only if it says when that was", async () => {
    const browser = newBrowser();
    await browser.signIn("amira");
    assert.equal(provider.asked.at(-1)?.searchParams.get("max_age"), null);
    await browser.signIn("amira", "/", "&again=1");
    assert.equal(provider.asked.at(-1)?.searchParams.get("max_age"), String((15 * 60) / 2), "with time left to decide");
    const sessions = await world.db.selectFrom("sessions").selectAll().execute();
    assert.ok(sessions.some(({ authenticatedAt }) => authenticatedAt !== null));
    const old = (claims: Record<string, unknown>) => ({ ...claims, auth_time: Number(claims.iat) - 3_600 });
    for (const claims of [old, ({ auth_time: _gone, ...rest }: Record<string, unknown>) => rest]) {
      provider.tamper({ claims });
      assert.equal(await codeOf(await browser.signIn("amira", "/", "&again=1")), "sign-in.not-anew");
      const callback = await browser.passProvider(await browser.begin("/requests/7", "&again=1"), "amira");
      const page = await (await browser.stint(callback, { accept: "text/html" })).text();
      assert.match(page, /href="\/auth\/login\?returnTo=%2Frequests%2F7&amp;again=1">Sign in again/);
    }
  });

  it("says in words that the provider is down, and works again when it is back", async () => {
    const browser = newBrowser();
    const callback = await browser.passProvider(await browser.begin(), "amira");
    provider.break(true);
    const answer = await browser.stint(callback, { accept: "text/html" });
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /cannot reach its identity provider/);
    provider.break(false);
    assert.equal((await browser.signIn("amira")).status, 303);
  });

  it("offers what there is: a choice of two is plain links that keep the way back", async () => {
    const page = await world.app.request("/auth/login?returnTo=%2Frequests%2F7");
    assert.equal(page.status, 200);
    const text = await page.text();
    assert.match(text, /href="\/auth\/saml\/login\?returnTo=%2Frequests%2F7">AWS access portal/);
    assert.match(text, /href="\/auth\/oidc\/login\?returnTo=%2Frequests%2F7">Acme/);
    assert.doesNotMatch(text, /<script|<style|style=|onclick/);
  });

  it("answers whatever is sent to it with a refusal, never with a surprise", async () => {
    const browser = newBrowser();
    await browser.begin();
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "_x", "a&state=b", "\u0000", "%", "a".repeat(9_000)),
    );
    const query = fc.dictionary(
      fc.constantFrom("state", "code", "iss", "error", "returnTo", "again", "session_state"),
      text,
    );
    const path = fc.constantFrom("/auth/oidc/callback", "/auth/login", "/auth/oidc/login", "/auth/saml/login");
    await fc.assert(
      fc.asyncProperty(path, query, async (where, asked) => {
        const search = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, value.toWellFormed()]));
        const { status } = await browser.stint(`${where}?${search}`);
        assert.ok(status < 500, `${where}?${search}: ${status}`);
      }),
      { numRuns: 150 },
    );
    const state = new URL(await browser.begin()).searchParams.get("state") ?? "";
    const answer = await browser.stint(`/auth/oidc/callback?state=${state}&code=made-up&iss=${provider.issuer}`);
    assert.equal(await codeOf(answer), "sign-in.declined");
  });

  it("finds people by user name, in a claim of one's choice, and takes it for nothing else", async () => {
    const { clock } = world.simulator;
    const { issuer } = provider;
    const oidc = {
      ...oidcRelyingParty({
        ...{ publicUrl, clock, issuer, clientId: "stint", clientSecret, match: "user-name", claim: "upn" },
      }),
      name: "Acme",
    };
    const app = guarded(oidc);
    const browser = openidBrowser({ app, publicUrl, issuer });
    assert.equal((await browser.signIn("by-user-name")).status, 303);
    const last = await lastAudit("sign-in.succeeded");
    assert.equal(last.data.userName, "amira.haddad");
    const problemOf = async (login: string) => {
      const fresh = openidBrowser({ app, publicUrl, issuer });
      return codeOf(await fresh.signIn(login));
    };
    assert.equal(await problemOf("by-mail-as-name"), "sign-in.unknown-person");
    assert.equal(await problemOf("amira"), "sign-in.no-subject");
  });
});
