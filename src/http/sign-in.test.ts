import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { codeOf, jsonOf, portalBrowser } from "../../test/portal-browser.ts";

const hourMs = 3_600_000;

describe("signing in by SAML", () => {
  let world: AuthWorld;
  let browser: ReturnType<typeof portalBrowser>;
  before(async () => {
    world = await openAuthWorld();
    browser = portalBrowser(world);
  });
  after(() => world.close());

  const whoami = (cookie: string) => world.app.request("/api/whoami", { headers: { cookie } });
  const auditOf = (action: string) =>
    world.db.selectFrom("auditEvents").selectAll().where("action", "=", action).orderBy("seq").execute();
  const userRow = (userName: string) => {
    const user = world.simulator.world.users.all().find((row) => row.userName === userName);
    if (!user) throw new Error(`the demo organisation has no ${userName}`);
    return user;
  };

  it("from the tile opens a session, keeps the deep link and is audited", async () => {
    const answer = await browser.postForm(await browser.formFromTile("amira.haddad", "/requests/42?tab=activity"));
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), "/requests/42?tab=activity");
    const set = answer.headers.get("set-cookie") ?? "";
    assert.match(set, /^stint=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const who = await jsonOf(await whoami(set.split(";")[0] ?? ""));
    assert.equal(who.userName, "amira.haddad");
    assert.equal(who.personId, userRow("amira.haddad").id);
    const [event] = (await auditOf("sign-in.succeeded")).slice(-1);
    assert.equal(event?.personId, who.personId);
    assert.equal(event?.data.beganAt, "portal");
    const token = set.slice("stint=".length).split(";")[0] ?? "";
    const everything = JSON.stringify([
      await world.db.selectFrom("sessions").selectAll().execute(),
      await world.db.selectFrom("auditEvents").selectAll().execute(),
      world.logged,
    ]);
    assert.ok(!everything.includes(token), "the token is nowhere but in the cookie");
  });

  it("from a link to Stint comes back to that link, by a request that is used up", async () => {
    const form = await browser.formFromLogin("amira.haddad", "/requests/7#comments");
    assert.deepEqual(Object.keys(form), ["SAMLResponse"], "the deep link never left");
    const answer = await browser.postForm({ ...form, RelayState: "/elsewhere" });
    assert.equal(answer.headers.get("location"), "/requests/7#comments");
    const left = await world.db.selectFrom("signIns").select("id").where("kind", "=", "request").execute();
    assert.deepEqual(left, []);
  });

  it("never leads to another site", async () => {
    for (const evil of ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"]) {
      const fromTile = await browser.postForm({ ...(await browser.formFromTile("amira.haddad")), RelayState: evil });
      assert.equal(fromTile.headers.get("location"), "/");
      const fromLink = await browser.postForm(await browser.formFromLogin("amira.haddad", evil));
      assert.equal(fromLink.headers.get("location"), "/");
    }
  });

  it("works once for each assertion", async () => {
    const form = await browser.formFromTile("amira.haddad");
    assert.equal((await browser.postForm(form)).status, 303);
    const again = await browser.postForm(form);
    assert.equal(again.status, 403);
    assert.equal(again.headers.get("set-cookie"), null);
    assert.equal(await codeOf(again), "sign-in.replayed");
    const [event] = (await auditOf("sign-in.refused")).slice(-1);
    assert.equal(event?.actorKind, "anonymous");
    assert.match(JSON.stringify(event?.data), /sign-in\.replayed/);
    assert.ok(!JSON.stringify(event).includes(form.SAMLResponse?.slice(0, 60) ?? ""), "the assertion is not kept");
  });

  it("works for one of two who use the same assertion at once", async () => {
    const form = await browser.formFromTile("amira.haddad");
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.postForm(form)));
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 403, 403, 403]);
  });

  it("refuses an answer to a request that was answered before, was never made, or took too long", async () => {
    const login = await world.app.request("/auth/saml/login");
    const asked = new URL(login.headers.get("location") ?? "");
    const answerAgain = async () => {
      const page = await (await browser.openPortal("amira.haddad", asked.pathname + asked.search)).text();
      return browser.postForm({ SAMLResponse: /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1] ?? "" });
    };
    assert.equal((await answerAgain()).status, 303);
    assert.equal(await codeOf(await answerAgain()), "sign-in.unknown-request");
    const late = await world.app.request("/auth/saml/login");
    const lateUrl = new URL(late.headers.get("location") ?? "");
    world.simulator.clock.advance(hourMs);
    const page = await (await browser.openPortal("amira.haddad", lateUrl.pathname + lateUrl.search)).text();
    const form = { SAMLResponse: /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1] ?? "" };
    assert.equal(await codeOf(await browser.postForm(form)), "sign-in.unknown-request");
  });

  it("goes by the passed clock: an assertion is refused after its hour and before its time", async () => {
    const form = await browser.formFromTile("amira.haddad");
    world.simulator.clock.advance(2 * hourMs);
    assert.equal(await codeOf(await browser.postForm(form)), "sign-in.expired");
    world.simulator.clock.advance(-4 * hourMs);
    assert.equal(await codeOf(await browser.postForm(form)), "sign-in.not-yet-valid");
    world.simulator.clock.advance(2 * hourMs);
    assert.equal((await browser.postForm(form)).status, 303);
  });

  it("refuses who is disabled or gone by the time the answer arrives", async () => {
    const { users } = world.simulator.world;
    const user = userRow("ben.carter");
    const disabledForm = await browser.formFromTile("ben.carter");
    const goneForm = await browser.formFromTile("ben.carter");
    users.put({ ...user, status: "DISABLED" });
    assert.equal(await codeOf(await browser.postForm(disabledForm)), "sign-in.person-disabled");
    users.delete(user.id);
    assert.equal(await codeOf(await browser.postForm(goneForm)), "sign-in.unknown-person");
    users.put(user);
  });

  it("finds the person by whatever name the portal is set up to send", async () => {
    const change = (nameIdSource: string) =>
      fetch(`${world.simulator.url}/_simulator/saml-application`, {
        method: "POST",
        body: JSON.stringify({ nameIdSource }),
      });
    for (const source of ["email", "userName", "userId"]) {
      assert.equal((await change(source)).status, 200);
      for (const userName of ["amira.haddad", "kwame.mensah"]) {
        const who = await jsonOf(await whoami(await browser.signIn(userName)));
        assert.equal(who.userName, userName, source);
      }
    }
  });

  it("begins anew each time: the session this browser had before is over", async () => {
    const old = await browser.signIn("amira.haddad");
    const answer = await browser.postForm(await browser.formFromTile("amira.haddad"), { cookie: old });
    const fresh = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    assert.notEqual(fresh, old);
    assert.equal((await whoami(old)).status, 401);
    assert.equal((await whoami(fresh)).status, 200);
  });

  it("tells a person what is wrong on a page, without inline script or style", async () => {
    const answer = await browser.postForm({ SAMLResponse: "bm9uc2Vuc2U=" }, { accept: "text/html,*/*;q=0.8" });
    assert.equal(answer.status, 400);
    const page = await answer.text();
    assert.match(page, /could not be read/);
    assert.match(page, /href="\/auth\/login\?returnTo=%2F"/);
    assert.doesNotMatch(page, /<script|<style|style=|onclick/);
  });

  it("takes only a form with each field once", async () => {
    const { SAMLResponse = "" } = await browser.formFromTile("amira.haddad");
    const post = (body: string, type: string) =>
      world.app.request("/auth/saml/acs", { method: "POST", body, headers: { "content-type": type } });
    const twice = new URLSearchParams([
      ["SAMLResponse", SAMLResponse],
      ["SAMLResponse", SAMLResponse],
    ]);
    const form = "application/x-www-form-urlencoded";
    assert.equal(await codeOf(await post(twice.toString(), form)), "body.malformed");
    assert.equal(await codeOf(await post(JSON.stringify({ SAMLResponse }), "application/json")), "body.wrong-type");
    assert.equal(await codeOf(await post("", form)), "sign-in.malformed");
  });

  it("publishes what the portal's administrators need", async () => {
    const answer = await world.app.request("/auth/saml/metadata");
    assert.match(answer.headers.get("content-type") ?? "", /samlmetadata/);
    assert.match(await answer.text(), /AssertionConsumerService[^>]*http:\/\/127\.0\.0\.1:8080\/auth\/saml\/acs/);
  });
});
