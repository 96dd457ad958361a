import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { Refusal } from "../core/refusal.ts";
import { secretHash } from "../core/secret-hash.ts";
import { findSession } from "../store/sessions.ts";
import { signIn } from "./sign-in.ts";

describe("who a SAML sign-in names", () => {
  let world: AuthWorld;
  before(async () => {
    world = await openAuthWorld();
  });
  after(() => world.close());

  const idOf = (userName: string) => world.simulator.world.users.where("userName", userName)[0]?.id ?? "";
  let used = 0;
  const signInAs = async (
    subject: { nameId: string; userId?: string; userName?: string; email?: string },
    at?: Date,
  ) => {
    used += 1;
    const { lookup, clock } = world.context;
    const expiresAt = new Date(clock.now().getTime() + 60_000);
    const authenticated = at ? { authenticatedAt: at } : {};
    const evidence = { subject, assertionId: `_${used}`, expiresAt, ...authenticated };
    const { token } = await signIn(world.context, { lookup, evidence, sessionMs: 60_000 });
    return findSession(world.db, secretHash(token));
  };
  const named = async (subject: Parameters<typeof signInAs>[0]) => (await signInAs(subject))?.personId;

  it("is told by the id that was signed, before any name", async () => {
    const subject = { nameId: "ben.carter", userId: idOf("amira.haddad"), email: "ben.carter@acme.example" };
    assert.equal(await named(subject), idOf("amira.haddad"));
  });

  it("is told by the names when that is no id of anybody here, and never by an id that is another's user name", async () => {
    const amira = idOf("amira.haddad");
    assert.equal(await named({ nameId: "amira.haddad", userId: "S-1-5-21" }), amira);
    assert.equal(await named({ nameId: "amira.haddad", userId: "ben.carter" }), amira);
    assert.equal(await named({ nameId: "opaque", userId: "ben.carter", userName: "amira.haddad" }), amira);
    assert.equal(await named({ nameId: "opaque", email: "AMIRA.haddad@acme.example" }), amira);
    await assert.rejects(named({ nameId: "opaque", userId: "ben.carter" }), (problem: unknown) => {
      assert.ok(problem instanceof Refusal);
      assert.equal(problem.code, "sign-in.unknown-person");
      return true;
    });
  });

  it("signed in when the provider says, never later than now, and at an unknown time when it does not say", async () => {
    const now = world.context.clock.now();
    const at = async (when?: Date) => (await signInAs({ nameId: "amira.haddad" }, when))?.authenticatedAt ?? null;
    const hourAgo = new Date(now.getTime() - 3_600_000);
    assert.deepEqual(await at(hourAgo), hourAgo);
    assert.deepEqual(await at(new Date(now.getTime() + 3_600_000)), now);
    assert.equal(await at(), null);
  });
});
