import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type SmallPortal, startSmallPortal } from "./small-portal.ts";
import { userIds } from "./small-world.ts";

describe("signing in at the access portal", () => {
  let portal: SmallPortal;
  before(async () => {
    portal = await startSmallPortal();
  });
  after(() => portal.stop());
  const post = (form: Record<string, string>) =>
    fetch(`${portal.url()}/portal/sign-in`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

  it("lists the people one can be, found by any part of their name", async () => {
    const all = await (await portal.visit("/portal")).text();
    assert.match(all, /value="siobhan\.o&#39;connor"/);
    assert.match(all, /No &lt;b&gt;Mail&lt;\/b&gt;/);
    const some = await (await portal.visit("/portal?q=HADDAD")).text();
    assert.match(some, /amira\.haddad[\s\S]*<br>payments</);
    assert.doesNotMatch(some, /siobhan/);
  });

  it("keeps who signed in until they sign out", async () => {
    const cookie = await portal.signIn("Amira.Haddad");
    assert.match(await (await portal.visit("/portal", cookie)).text(), /Signed in as Amira Haddad/);
    const out = await fetch(`${portal.url()}/portal/sign-out`, {
      method: "POST",
      headers: { cookie },
      redirect: "manual",
    });
    assert.equal(out.status, 303);
    assert.match(await (await portal.visit("/portal", cookie)).text(), /choose anyone/);
  });

  it("refuses a name nobody has and a person who is disabled", async () => {
    const unknown = await post({ userName: "<nobody>" });
    assert.equal(unknown.status, 401);
    assert.match(await unknown.text(), /Nobody is called “&lt;nobody&gt;”/);
    const disabled = await post({ userName: "gone.person" });
    assert.equal(disabled.status, 403);
    assert.equal(disabled.headers.get("set-cookie"), null);
  });

  it("forgets somebody who is disabled while signed in", async () => {
    const cookie = await portal.signIn("no.mail");
    const user = portal.world.users.get(userIds.nomail);
    assert.ok(user);
    portal.world.users.put({ ...user, status: "DISABLED" });
    assert.match(await (await portal.visit("/portal", cookie)).text(), /choose anyone/);
    portal.world.users.put(user);
  });

  it("lasts eight hours of the simulator's clock", async () => {
    const cookie = await portal.signIn("amira.haddad");
    portal.clock.advance(8 * 3_600_000);
    assert.match(await (await portal.visit("/portal", cookie)).text(), /choose anyone/);
  });

  it("comes back to where the visitor wanted to go, but never leaves the portal", async () => {
    const asked = await portal.visit("/portal/console?account_id=1&role_name=R");
    const location = asked.headers.get("location") ?? "";
    const next = new URL(location, portal.url()).searchParams.get("next") ?? "";
    const back = await post({ userName: "amira.haddad", next });
    assert.equal(back.headers.get("location"), "/portal/console?account_id=1&role_name=R");
    for (const elsewhere of [
      "https://evil.example/portal",
      "//evil.example/portal",
      "/\\evil.example/portal",
      "/_simulator",
    ]) {
      const reply = await post({ userName: "amira.haddad", next: elsewhere });
      assert.equal(reply.headers.get("location"), "/portal", elsewhere);
    }
  });
});
