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
  const signInAs = async (
    subject: { nameId: string; userId?: string; userName?: string; email?: string },
    facts: { at?: Date; maxAgeSeconds?: number } = {},
  ) => {
    const { lookup, clock } = world.context;
    const now = clock.now();
    const kept = { id: "_1", value: "/", createdAt: now, expiresAt: now, browserHash: null };
    const request = facts.maxAgeSeconds === undefined ? undefined : { ...kept, maxAgeSeconds: facts.maxAgeSeconds };
    const evidence = { subject, ...(facts.at ? { authenticatedAt: facts.at } : {}) };
    const browser = { address: "local" };
    const token = await signIn(world.context, { lookup, evidence, request, sessionMs: 60_000, browser });
    return findSession(world.db, secretHash(token));
  };
  const named = async (subject: Parameters<typeof signInAs>[0]) => (await signInAs(subject))?.personId;

  it("is told by the id that was signed, unless a name beside it is another's", async () => {
    const userId = idOf("amira.haddad");
    assert.equal(await named({ nameId: "opaque", userId }), userId);
    const mixed = { nameId: "opaque", userId, email: "ben.carter@acme.example" };
    await assert.rejects(named(mixed), ({ code }: { code?: string }) => code === "sign-in.ambiguous-person");
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

  it("signed in anew when the provider says, never later than now; what answers no such wish proves no time", async () => {
    const now = world.context.clock.now();
    const subject = { nameId: "amira.haddad" };
    const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    const anew = async (at?: Date) =>
      (await signInAs(subject, { maxAgeSeconds: 900, ...(at ? { at } : {}) }))?.authenticatedAt;
    assert.deepEqual(await anew(minutesAgo(14)), minutesAgo(14));
    assert.deepEqual(await anew(minutesAgo(-60)), now);
    for (const at of [minutesAgo(15), undefined])
      await assert.rejects(anew(at), ({ code }: { code?: string }) => code === "sign-in.not-anew");
    assert.equal((await signInAs(subject, { at: now }))?.authenticatedAt, null);
  });
});
