import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startSimulator } from "../start.ts";
import { assignmentKey } from "../world.ts";
import { findRoleSession } from "./role-session.ts";
import { type SmallPortal, startSmallPortal } from "./small-portal.ts";
import { accountId, bornAt, permissionSetArn, roleName, userIds } from "./small-world.ts";

const query = `account_id=${accountId}&role_name=ReadOnly`;

describe("the roles shown in the access portal", () => {
  let portal: SmallPortal;
  before(async () => {
    portal = await startSmallPortal();
  });
  after(() => portal.stop());

  it("are those held by a group and those held in person", async () => {
    for (const userName of ["amira.haddad", "siobhan.o'connor"]) {
      const home = await (await portal.visit("/portal", await portal.signIn(userName))).text();
      assert.match(home, /Payments &lt;Production&gt;/);
      assert.match(home, /\/portal\/console\?account_id=111122223333&amp;role_name=ReadOnly/);
    }
  });

  it("come and go with the assignment", async () => {
    const cookie = await portal.signIn("no.mail");
    assert.equal((await portal.visit(`/portal/console?${query}`, cookie)).status, 403);
    const assignment = { accountId, permissionSetArn, principalType: "USER", principalId: userIds.nomail } as const;
    portal.world.assignments.put({ ...assignment, beganAt: bornAt });
    const inside = await portal.visit(`/portal/console?${query}`, cookie);
    assert.match(await inside.text(), new RegExp(`assumed-role/${roleName}/no.mail`));
    portal.world.assignments.delete(`${accountId} ${permissionSetArn} USER ${userIds.nomail}`);
    assert.equal((await portal.visit(`/portal/credentials?${query}`, cookie)).status, 403);
  });

  it("are not shown in an account that was closed", async () => {
    const account = portal.world.accounts.get(accountId);
    assert.ok(account);
    portal.world.accounts.put({ ...account, state: "SUSPENDED" });
    const home = await (await portal.visit("/portal", await portal.signIn("amira.haddad"))).text();
    assert.match(home, /You hold no role/);
    portal.world.accounts.put(account);
  });

  it("give credentials that end with the permission set's session duration and can be looked up", async () => {
    portal.clock.freeze();
    const reply = await portal.visit(`/portal/credentials.json?${query}`, await portal.signIn("siobhan.o'connor"));
    const keys = (await reply.json()) as { AccessKeyId: string; SecretAccessKey: string; Expiration: string };
    assert.match(keys.AccessKeyId, /^ASIA[A-Z2-7]{16}$/);
    assert.equal(Date.parse(keys.Expiration), portal.clock.now().getTime() + 2 * 3_600_000);
    const session = findRoleSession(portal.world, keys.AccessKeyId);
    assert.equal(session?.userName, "siobhan.o'connor");
    assert.equal(session?.roleName, roleName);
    portal.clock.resume();
  });

  it("show the same credentials ready for a shell, never to be cached", async () => {
    const reply = await portal.visit(`/portal/credentials?${query}`, await portal.signIn("amira.haddad"));
    assert.equal(reply.headers.get("cache-control"), "no-store");
    assert.match(await reply.text(), /export AWS_ACCESS_KEY_ID="ASIA/);
  });

  it("let their holder act in the simulated console, with that one session, after the assignment has gone too", async () => {
    const simulator = await startSimulator({ timing: { assignmentMs: [0, 0] } });
    const visit = (path: string, init: RequestInit) => fetch(simulator.url + path, { redirect: "manual", ...init });
    const signIn = async (userName: string) => {
      const reply = await visit("/portal/sign-in", { method: "POST", body: new URLSearchParams({ userName }) });
      return reply.headers.get("set-cookie")?.split(";")[0] ?? "";
    };
    try {
      const cookie = await signIn("jonas.weber");
      const sandbox = simulator.world.accounts.all().find(({ name }) => name === "sandbox-1");
      assert.ok(sandbox);
      const address = `/portal/console?account_id=${sandbox.id}&role_name=AdministratorAccess`;
      const console_ = await (await visit(address, { headers: { cookie } })).text();
      const session = /name="session" value="(ASIA[A-Z2-7]{16})"/.exec(console_)?.[1] ?? "";
      const press = async (call: string, as = cookie) => {
        const body = new URLSearchParams({ session, call });
        const reply = await visit("/portal/console", { method: "POST", headers: { cookie: as }, body });
        return reply.text();
      };
      assert.match(await press("read-object"), /Read customer data: done/);
      for (const assignment of simulator.world.assignments.where("account", sandbox.id))
        simulator.world.assignments.delete(assignmentKey(assignment));
      assert.match(await press("stop-instance"), /stopping/);
      assert.match(await press("no-such-call"), /You do not hold/);
      assert.match(await press("list-users", await signIn("amira.haddad")), /You do not hold/);
      const records = simulator.world.trailRecords.all().map(({ record }) => record);
      assert.deepEqual(
        records.map(({ eventName, sessionCredentialFromConsole }) => [eventName, sessionCredentialFromConsole]),
        [
          ["ConsoleLogin", undefined],
          ["GetObject", "true"],
          ["StopInstances", "true"],
        ],
      );
    } finally {
      await simulator.stop();
    }
  });
});
