import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { codeOf, portalBrowser } from "../../test/portal-browser.ts";
import { signIn } from "../commands/sign-in.ts";

const minuteMs = 60_000;

describe("signing in anew by SAML", () => {
  let world: AuthWorld;
  before(async () => {
    world = await openAuthWorld({ decideMaxAgeMs: 15 * minuteMs, signInsPerMinute: 100_000 });
  });
  after(() => world.close());

  const now = () => world.simulator.clock.now();
  const newestSession = () =>
    world.db.selectFrom("sessions").selectAll().orderBy("createdAt", "desc").limit(1).executeTakeFirstOrThrow();
  /** Signs in at the portal; what is opened there afterwards is opened as that person. */
  const enterPortal = async () => {
    const body = new URLSearchParams({ userName: "amira.haddad" });
    const entered = await fetch(`${world.simulator.url}/portal/sign-in`, { method: "POST", body, redirect: "manual" });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    return (path: string) => fetch(world.simulator.url + path, { headers: { cookie }, redirect: "manual" });
  };
  const askAnew = async () => {
    const login = await world.app.request("/auth/saml/login?returnTo=%2Frequests%2F7&again=1");
    return new URL(login.headers.get("location") ?? "");
  };
  const postPage = async (page: string, headers = {}) =>
    portalBrowser(world).postForm(
      { SAMLResponse: /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1] ?? "" },
      headers,
    );
  /** What a portal sees that does not know the wish. */
  const withoutWish = (asked: URL): string => {
    const xml = inflateRawSync(Buffer.from(asked.searchParams.get("SAMLRequest") ?? "", "base64")).toString();
    assert.match(xml, /ForceAuthn="true"/);
    const plain = deflateRawSync(xml.replace(/ForceAuthn="true"/, "")).toString("base64");
    return `${asked.pathname}?${new URLSearchParams({ SAMLRequest: plain })}`;
  };

  it("a plain sign-in proves nothing about when: what the portal wrote is in the audit log only", async () => {
    await portalBrowser(world).signIn("amira.haddad");
    assert.equal((await newestSession()).authenticatedAt, null);
    const event = await world.db
      .selectFrom("auditEvents")
      .select("data")
      .where("action", "=", "sign-in.succeeded")
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
    assert.equal(event.data.authenticatedAt, now().toISOString());
    assert.deepEqual([typeof event.data.subject, event.data.address], ["string", "local"]);
  });

  it("the portal asks again, and the answer proves when", async () => {
    const openAsAmira = await enterPortal();
    world.simulator.clock.advance(20 * minuteMs);
    const asked = await askAnew();
    const detour = await openAsAmira(asked.pathname + asked.search);
    assert.match(detour.headers.get("location") ?? "", /^\/portal\/sign-in\?next=/);
    const openAnew = await enterPortal();
    const answer = await postPage(await (await openAnew(asked.pathname + asked.search)).text());
    assert.equal(answer.headers.get("location"), "/requests/7");
    assert.deepEqual((await newestSession()).authenticatedAt, now());
  });

  it("an answer that tells of an older sign-in is refused, and the way on still asks anew for that page", async () => {
    const openAsAmira = await enterPortal();
    world.simulator.clock.advance(20 * minuteMs);
    const ignored = () => askAnew().then((asked) => openAsAmira(withoutWish(asked)));
    assert.equal(await codeOf(await postPage(await (await ignored()).text())), "sign-in.not-anew");
    const page = await postPage(await (await ignored()).text(), { accept: "text/html" });
    assert.match(await page.text(), /href="\/auth\/login\?returnTo=%2Frequests%2F7&amp;again=1">Sign in again/);
  });

  it("a session lasts no longer than the portal says", async () => {
    const user = world.simulator.world.users.where("userName", "amira.haddad")[0];
    const sessionMs = 12 * 60 * minuteMs;
    for (const [minutes, lasts] of [
      [30, 30],
      [24 * 60, 12 * 60],
    ] as const) {
      world.simulator.clock.advance(1_000);
      const until = new Date(now().getTime() + minutes * minuteMs);
      await signIn(world.context, {
        ...{ lookup: world.context.lookup, request: undefined, sessionMs, browser: { address: "local" } },
        evidence: { subject: { nameId: user?.id ?? "" }, sessionUntil: until },
      });
      assert.equal((await newestSession()).expiresAt.getTime(), now().getTime() + lasts * minuteMs);
    }
  });
});
