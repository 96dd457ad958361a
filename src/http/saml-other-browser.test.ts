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
    assert.match(cookie, /^__Host-stint-sign-in=[\w-]{43}; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=None$/);
    const answer = await post(form, cookie);
    assert.equal(answer.headers.get("location"), "/requests/7");
    assert.match(
      answer.headers.get("set-cookie") ?? "",
      /^__Host-stint=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("is refused in another browser, with a cookie of its own or none, and is spent then", async () => {
    const other = await begin();
    for (const theirs of [undefined, other.cookie, "__Host-stint-sign-in=made-up"]) {
      const { cookie, form } = await begin();
      const answer = await post(form, theirs);
      assert.deepEqual([answer.status, await codeOf(answer)], [403, "sign-in.other-browser"]);
      assert.equal(answer.headers.get("set-cookie"), null);
      assert.equal(await codeOf(await post(form, cookie)), "sign-in.replayed");
    }
  });

  it("may come from either of two tabs first", async () => {
    const first = await begin();
    const login = await world.app.request("/auth/saml/login", {
      headers: { cookie: first.cookie.split(";")[0] ?? "" },
    });
    assert.equal(login.headers.getSetCookie()[0]?.split(";")[0], first.cookie.split(";")[0], "they share one secret");
  });
});
