import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { codeOf, portalBrowser } from "../../test/portal-browser.ts";
import { idpMetadataSource } from "../auth/idp-metadata-source.ts";
import { samlServiceProvider } from "../auth/saml.ts";

const publicUrl = "https://stint.example";
let portalUrl = "";

describe("over https, the answer to a SAML request of ours", () => {
  let world: AuthWorld;
  before(async () => {
    world = await openAuthWorld({}, (clock) => ({
      publicUrl,
      saml: samlServiceProvider({
        ...{ publicUrl, clock },
        identityProvider: () => idpMetadataSource({ url: `${portalUrl}/portal/saml/metadata` }, clock)(),
      }),
    }));
    portalUrl = world.simulator.url;
    const settings = { acsUrl: `${publicUrl}/auth/saml/acs`, audience: `${publicUrl}/auth/saml/metadata` };
    const changed = await fetch(`${portalUrl}/_simulator/saml-application`, {
      method: "POST",
      body: JSON.stringify(settings),
    });
    assert.equal(changed.status, 200);
  });
  after(() => world.close());

  /** Begins a sign-in; answers what the browser keeps, and the form that the portal makes of it. */
  const begin = async () => {
    const browser = portalBrowser(world);
    const login = await world.app.request("/auth/saml/login?returnTo=%2Frequests%2F7");
    const [cookie = ""] = login.headers.getSetCookie();
    const asked = new URL(login.headers.get("location") ?? "");
    const page = await (await browser.openPortal("amira.haddad", asked.pathname + asked.search)).text();
    return { cookie, form: { SAMLResponse: /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1] ?? "" } };
  };
  const post = (form: Record<string, string>, cookie?: string) =>
    portalBrowser(world).postForm(form, cookie ? { cookie: cookie.split(";")[0] ?? "" } : {});

  it("counts in the browser that asked, whose cookie comes along with a post from another site", async () => {
    const { cookie, form } = await begin();
    assert.match(
      cookie,
      /^__Host-stint-sign-in-[\w-]{12}=[\w-]{43}; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=None$/,
    );
    const answer = await post(form, cookie);
    assert.equal(answer.headers.get("location"), "/requests/7");
    const [session = "", known = "", cleared = "", ...more] = answer.headers.getSetCookie();
    assert.match(session, /^__Host-stint=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    assert.match(known, /^__Host-stint-browser=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=None$/);
    assert.match(cleared, /^__Host-stint-sign-in-[\w-]{12}=; Max-Age=0/);
    assert.deepEqual(more, []);
  });

  it("is refused in another browser, with a cookie of its own or none, and is spent then", async () => {
    const other = await begin();
    const madeUp = "=made-up";
    for (const theirs of [undefined, other.cookie, madeUp]) {
      const { cookie, form } = await begin();
      const answer = await post(form, theirs === madeUp ? cookie.replace(/=.*/, madeUp) : theirs);
      assert.deepEqual([answer.status, await codeOf(answer)], [403, "sign-in.other-browser"]);
      assert.equal(answer.headers.get("set-cookie"), null);
      assert.equal(await codeOf(await post(form, cookie)), "sign-in.replayed");
    }
  });

  it("may come from any of three tabs that began at the same moment, in a browser without a cookie", async () => {
    const tabs = await Promise.all([begin(), begin(), begin()]);
    const jar = tabs.map(({ cookie }) => cookie.split(";")[0]).join("; ");
    for (const { form } of tabs.reverse())
      assert.equal((await portalBrowser(world).postForm(form, { cookie: jar })).status, 303);
  });

  it("keeps no more than eight under way in one browser", async () => {
    const jar = Array.from({ length: 9 }, (_, at) => `__Host-stint-sign-in-${String(at).padStart(12, "a")}=x`).join(
      "; ",
    );
    const login = await world.app.request("/auth/saml/login", { headers: { cookie: jar } });
    const [given = "", ...cleared] = login.headers.getSetCookie();
    assert.match(given, /Max-Age=1800/);
    assert.equal(cleared.filter((line) => /Max-Age=0/.test(line)).length, 2);
  });

  it("ends the session that this browser had, though its cookie does not come along with the post", async () => {
    const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
    const whoami = (session: string) => world.app.request("/api/whoami", { headers: { cookie: session } });
    const first = await begin();
    const [session = "", known = ""] = cookiesOf(await post(first.form, first.cookie));
    const elsewhere = await begin();
    const [other = ""] = cookiesOf(await post(elsewhere.form, elsewhere.cookie));
    assert.deepEqual([(await whoami(session)).status, (await whoami(other)).status], [200, 200]);
    const fromTile = await portalBrowser(world).formFromTile("mateo.garcia");
    const answer = await portalBrowser(world).postForm(fromTile, { cookie: known });
    const [next = "", stillKnown] = cookiesOf(answer);
    assert.equal(stillKnown, known);
    assert.equal((await whoami(session)).status, 401);
    assert.deepEqual([(await whoami(next)).status, (await whoami(other)).status], [200, 200]);
  });
});
