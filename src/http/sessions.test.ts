import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AuthWorld, openAuthWorld, publicUrl } from "../../test/auth-world.ts";
import { codeOf, jsonOf, portalBrowser } from "../../test/portal-browser.ts";
import { defaultSettings } from "../core/settings.ts";
import { insertApprovalPolicy } from "../store/approval-policies.ts";
import { writeSettings } from "../store/settings.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe("a session", () => {
  let world: AuthWorld;
  let browser: ReturnType<typeof portalBrowser>;
  before(async () => {
    world = await openAuthWorld();
    browser = portalBrowser(world);
  });
  after(() => world.close());

  const call = (cookie: string, path = "/api/whoami", init: RequestInit = {}) =>
    world.app.request(path, { ...init, headers: { cookie, ...init.headers } });
  const change = (cookie: string, headers: Record<string, string>, path = "/api/change") =>
    call(cookie, path, { method: "POST", headers });
  const sessions = () => world.db.selectFrom("sessions").selectAll().execute();
  const wait = (ms: number) => world.simulator.clock.advance(ms);
  const groupId = (name: string) => {
    const group = world.simulator.world.groups.all().find((row) => row.displayName === name);
    if (!group) throw new Error(`the demo organisation has no group ${name}`);
    return group.id;
  };

  it("is needed, and a made-up one is none", async () => {
    const missing = await world.app.request("/api/whoami");
    assert.equal(missing.status, 401);
    assert.equal(await codeOf(missing), "session.missing");
    const madeUp = await call("stint=AAAA");
    assert.equal(madeUp.status, 401);
    assert.match(madeUp.headers.get("set-cookie") ?? "", /^stint=; Max-Age=0/);
    assert.equal(await codeOf(madeUp), "session.ended");
  });

  it("ends after eight hours without use, and each use begins them anew", async () => {
    const cookie = await browser.signIn("amira.haddad");
    wait(7 * hourMs + 59 * minuteMs);
    assert.equal((await call(cookie)).status, 200);
    wait(3 * hourMs);
    assert.equal((await call(cookie)).status, 200);
    const idle = await browser.signIn("amira.haddad");
    wait(8 * hourMs);
    assert.equal(await codeOf(await call(idle)), "session.ended");
  });

  it("ends twelve hours after sign-in, however busy", async () => {
    const cookie = await browser.signIn("amira.haddad");
    wait(6 * hourMs);
    assert.equal((await call(cookie)).status, 200);
    wait(6 * hourMs - 1);
    assert.equal((await call(cookie)).status, 200);
    wait(1);
    const over = await call(cookie);
    assert.equal(over.status, 401);
    assert.equal((await sessions()).length, 0, "and its row is gone");
  });

  it("is written as seen at most once a minute", async () => {
    const cookie = await browser.signIn("amira.haddad");
    const seen = async () => (await sessions()).map((session) => session.lastSeenAt.getTime())[0] ?? 0;
    const first = await seen();
    wait(59_000);
    await call(cookie);
    assert.equal(await seen(), first);
    wait(1_000);
    await call(cookie);
    assert.equal(await seen(), first + minuteMs);
  });

  it("ends by signing out, which is audited and may be repeated", async () => {
    const cookie = await browser.signIn("amira.haddad");
    const out = await change(cookie, { origin: publicUrl }, "/auth/logout");
    assert.equal(out.status, 204);
    assert.match(out.headers.get("set-cookie") ?? "", /^stint=; Max-Age=0/);
    assert.equal((await call(cookie)).status, 401);
    assert.equal((await change(cookie, { origin: publicUrl }, "/auth/logout")).status, 204);
    const events = await world.db.selectFrom("auditEvents").select("id").where("action", "=", "signed-out").execute();
    assert.equal(events.length, 1);
  });

  it("changes nothing for another origin, or for one that does not say", async () => {
    const cookie = await browser.signIn("amira.haddad");
    const foreign = [
      "http://127.0.0.1:8081",
      "https://evil.example",
      "null",
      `${publicUrl}.evil.example`,
      "http://127.0.0.1",
    ];
    for (const path of ["/api/change", "/auth/logout"]) {
      for (const headers of [...foreign.map((origin) => ({ origin })), { referer: publicUrl }]) {
        const answer = await change(cookie, headers, path);
        assert.equal(answer.status, 403);
        assert.equal(await codeOf(answer), "origin.refused");
      }
    }
    // A post from another site comes without the cookie, and what it is answered must not take it away.
    const crossSite = await world.app.request("/auth/logout", {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    assert.deepEqual([crossSite.status, crossSite.headers.get("set-cookie")], [403, null]);
    assert.equal((await change(cookie, { origin: publicUrl })).status, 200);
    assert.equal((await call(cookie)).status, 200, "reading needs no origin");
  });

  it("of somebody who was disabled in the meantime ends", async () => {
    const cookie = await browser.signIn("ben.carter");
    await world.db.updateTable("people").set({ enabled: false }).where("userName", "=", "ben.carter").execute();
    assert.equal(await codeOf(await call(cookie)), "session.ended");
    await world.db.updateTable("people").set({ enabled: true }).where("userName", "=", "ben.carter").execute();
    assert.equal((await call(cookie)).status, 401, "and does not come back");
  });

  it("knows the personas as groups, policies and settings are now", async () => {
    const cookie = await browser.signIn("amira.haddad");
    const personas = async () => (await jsonOf(await call(cookie))).personas;
    const nobody = { requester: true, approver: false, auditor: false, admin: false };
    assert.deepEqual(await personas(), nobody);
    const at = world.context.clock.now();
    const mine = await world.db
      .selectFrom("memberships")
      .innerJoin("people", "people.id", "memberships.personId")
      .select(["memberships.groupId", "people.id as personId"])
      .where("people.userName", "=", "amira.haddad")
      .execute();
    const [membership] = mine;
    assert.ok(membership, "somebody in no group would prove nothing");
    const foreign = groupId("stint-auditors");
    assert.ok(!mine.some((row) => row.groupId === foreign));
    const policy = {
      id: world.context.ids.newId(),
      name: "p",
      scopes: [],
      permissionSetArns: [],
      approvers: [{ type: "group" as const, id: membership.groupId }],
      approvalsNeeded: 1,
    };
    await world.db.transaction().execute(async (trx) => {
      await insertApprovalPolicy(trx, { policy, at });
      const settings = { ...defaultSettings, adminGroupId: membership.groupId, auditorGroupId: foreign };
      await writeSettings(trx, { settings, version: 0, at });
    });
    assert.deepEqual(await personas(), { ...nobody, approver: true, admin: true });
    await world.db.deleteFrom("memberships").where("personId", "=", membership.personId).execute();
    assert.deepEqual(await personas(), nobody);
  });

  it("decides with the groups of this moment, not those of the last sync", async () => {
    const cookie = await browser.signIn("amira.haddad");
    const decide = () => change(cookie, { origin: publicUrl }, "/api/decide");
    const held: string[] = (await jsonOf(await decide())).groupIds;
    const { memberships, users } = world.simulator.world;
    const person = users.all().find((row) => row.userName === "amira.haddad");
    const row = memberships.all().find((one) => one.userId === person?.id);
    assert.ok(person && row && held.includes(row.groupId));
    memberships.delete(row.id);
    assert.deepEqual(
      (await jsonOf(await decide())).groupIds,
      held.filter((id) => id !== row.groupId),
    );
    users.put({ ...person, status: "DISABLED" });
    assert.equal(await codeOf(await decide()), "session.ended");
    users.put(person);
  });

  it("can end access while Identity Store is silent, but decide nothing by a stale mirror", async () => {
    const cookie = await browser.signIn("amira.haddad");
    wait(hourMs);
    const fault = { operation: "DescribeUser", kind: "error", code: "InternalServerException", times: "always" };
    const faults = `${world.simulator.url}/_simulator/faults`;
    await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
    const decided = await change(cookie, { origin: publicUrl }, "/api/decide");
    const ended = await change(cookie, { origin: publicUrl }, "/api/end");
    await fetch(faults, { method: "DELETE" });
    assert.equal(decided.status, 503);
    assert.equal(await codeOf(decided), "directory.stale");
    assert.equal(ended.status, 200);
  });
});
