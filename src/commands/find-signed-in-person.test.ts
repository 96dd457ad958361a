import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { testContext } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { startTestAws, type TestAws } from "../../test/with-simulator.ts";
import { Refusal } from "../core/refusal.ts";
import type { UserRow } from "../simulator/rows.ts";
import type { Database } from "../store/database.ts";
import type { CommandContext } from "./context.ts";
import { getPersonByName } from "./find-person-by-name.ts";
import { findSignedInPerson, type SignedNames } from "./find-signed-in-person.ts";
import { syncDirectory } from "./sync-directory.ts";

/** Every wait is over before it began. */
const noPatience = () => AbortSignal.abort();

const isRefused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

const emailFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const emails = (value: string) => ({ Emails: [{ Value: value, Primary: true }] });

describe("the person whom a SAML sign-in names", () => {
  let database: Database;
  let aws: TestAws;
  let ctx: CommandContext & { moveBy(minutes: number): void };
  let amira: UserRow;
  let liam: UserRow;

  const userOf = (name: string): UserRow => {
    const [row] = aws.world.users.where("userName", name);
    assert.ok(row);
    return row;
  };
  const change = (user: UserRow, changes: { userName?: string; email?: string }) =>
    aws.world.users.put({
      ...user,
      userName: changes.userName ?? user.userName,
      attributes: { ...user.attributes, ...(changes.email === undefined ? {} : emails(changes.email)) },
    });
  const find = (subject: string | SignedNames, more: object = {}) =>
    findSignedInPerson(ctx, {
      lookup: aws.lookup,
      subject: typeof subject === "string" ? { nameId: subject } : subject,
      ...more,
    });

  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    for (const table of ["memberships", "groups", "people", "directorySyncs"] as const)
      await database.db.deleteFrom(table).execute();
    aws = await startTestAws();
    ctx = testContext(database.db);
    amira = userOf("amira.haddad");
    liam = userOf("liam.murphy");
  });
  afterEach(() => aws.stop());

  it("is found by id, by user name and by e-mail, whatever the case, also when no sync has seen them yet", async () => {
    for (const synced of [false, true]) {
      if (synced) await syncDirectory(ctx, { source: aws.source });
      for (const name of [amira.id, "amira.haddad", "AMIRA.Haddad", "Amira.Haddad@ACME.example", " amira.haddad\n"])
        assert.equal((await find(name)).id, amira.id, name);
    }
    assert.equal((await find("siobhan.o'neill")).userName, "siobhan.o'neill");
  });

  it("is nobody for a name that nobody bears, and for one that two bear", async () => {
    await syncDirectory(ctx, { source: aws.source });
    for (const name of ["", "nobody", "%", "amira", "a\0b", "x".repeat(400), "nobody@acme.example"])
      await assert.rejects(find(name), isRefused("sign-in.unknown-person"), name);
    change(liam, { email: "amira.haddad@acme.example" });
    ctx.moveBy(5);
    await syncDirectory(ctx, { source: aws.source });
    await assert.rejects(find("amira.haddad@acme.example"), isRefused("sign-in.ambiguous-person"));
  });

  it("is not found by what merely looks like their name", async () => {
    change(liam, { userName: "klaus" });
    await syncDirectory(ctx, { source: aws.source });
    assert.equal((await find("KLAUS")).id, liam.id);
    for (const name of ["\u212Alaus", "klaus\u00A0", "\uFF4Blaus"])
      await assert.rejects(find(name), isRefused("sign-in.unknown-person"), name);
  });

  it("is not the former owner of a name that the mirror still tells of", async () => {
    await syncDirectory(ctx, { source: aws.source });
    change(amira, { userName: "amira.saleh", email: "new@acme.example" });
    ctx.moveBy(1);
    await assert.rejects(find("amira.haddad"), isRefused("sign-in.unknown-person"));
    await assert.rejects(find("amira.haddad@acme.example"), isRefused("sign-in.unknown-person"));
    change(liam, { userName: "amira.haddad" });
    assert.equal((await find("amira.haddad")).id, liam.id);
  });

  it("by id is that person or nobody: an id that is gone goes on to no other name", async () => {
    await syncDirectory(ctx, { source: aws.source });
    aws.world.users.delete(amira.id);
    ctx.moveBy(1);
    change(liam, { userName: "amira.haddad", email: "amira.haddad@acme.example" });
    const names = { userName: "amira.haddad", email: "amira.haddad@acme.example" };
    await assert.rejects(
      find({ nameId: amira.id, nameIdFormat: persistent, ...names }),
      isRefused("sign-in.unknown-person"),
    );
    await assert.rejects(find({ nameId: "opaque", userId: amira.id, ...names }), isRefused("sign-in.unknown-person"));
  });

  it("by an id is not somebody whose user name has the form of one", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    change(liam, { userName: id });
    await assert.rejects(find(id), isRefused("sign-in.unknown-person"));
  });

  it("in the format of an e-mail address is not somebody with that user name", async () => {
    change(liam, { userName: "boss@acme.example" });
    await syncDirectory(ctx, { source: aws.source });
    assert.equal((await find({ nameId: "boss@acme.example", nameIdFormat: persistent })).id, liam.id);
    const asEmail = { nameId: "boss@acme.example", nameIdFormat: emailFormat };
    await assert.rejects(find(asEmail), isRefused("sign-in.unknown-person"));
    await assert.rejects(find({ nameId: "opaque", email: "boss@acme.example" }), isRefused("sign-in.unknown-person"));
    const asUserName = { nameId: "opaque", userName: "amira.haddad@acme.example" };
    await assert.rejects(find(asUserName), isRefused("sign-in.unknown-person"));
  });

  it("is nobody when a name is the user name of one and the e-mail of another", async () => {
    change(liam, { userName: "amira.haddad@acme.example" });
    await syncDirectory(ctx, { source: aws.source });
    await assert.rejects(find("amira.haddad@acme.example"), isRefused("sign-in.ambiguous-person"));
    assert.equal((await find({ nameId: "amira.haddad@acme.example", nameIdFormat: emailFormat })).id, amira.id);
  });

  it("is nobody when the signed attributes are another's than the subject", async () => {
    await syncDirectory(ctx, { source: aws.source });
    for (const nameId of [amira.id, "amira.haddad", "opaque"])
      for (const others of [{ userName: "liam.murphy" }, { email: "liam.murphy@acme.example" }]) {
        const subject = { nameId, ...(nameId === "opaque" ? { userName: "amira.haddad", email: "x@y.example" } : {}) };
        const mixed =
          nameId === "opaque" ? { ...subject, email: "liam.murphy@acme.example" } : { ...subject, ...others };
        await assert.rejects(find(mixed), isRefused("sign-in.ambiguous-person"), JSON.stringify(mixed));
      }
    await assert.rejects(find({ nameId: "liam.murphy", userId: amira.id }), isRefused("sign-in.ambiguous-person"));
    await assert.rejects(find({ nameId: amira.id, userId: liam.id }), isRefused("sign-in.ambiguous-person"));
    const agreeing = { userName: "Amira.Haddad", email: "amira.haddad@acme.example" };
    for (const nameId of [amira.id, "amira.haddad", "opaque"])
      assert.equal((await find({ nameId, ...agreeing })).id, amira.id);
    assert.equal((await find({ nameId: amira.id, userName: "a name nobody bears" })).id, amira.id);
  });

  it("is found in a fresh mirror when Identity Store is silent", async () => {
    await syncDirectory(ctx, { source: aws.source });
    for (const nameId of [amira.id, "amira.haddad"])
      assert.equal((await find(nameId, { timeout: noPatience })).id, amira.id);
    ctx.moveBy(16);
    await assert.rejects(find("amira.haddad", { timeout: noPatience }), isRefused("directory.stale"));
  });

  it("is not called unknown, nor looked for by another name, because Identity Store is silent", async () => {
    const silent = { timeout: noPatience };
    await syncDirectory(ctx, { source: aws.source });
    await database.db.deleteFrom("people").where("id", "=", amira.id).execute();
    for (const subject of [
      { nameId: "amira.haddad" },
      { nameId: "amira.haddad@acme.example", nameIdFormat: emailFormat },
      { nameId: "amira.haddad", userName: "liam.murphy" },
      { nameId: amira.id, userName: "liam.murphy" },
    ])
      await assert.rejects(find(subject, silent), isRefused("directory.stale"), JSON.stringify(subject));
    const named = { lookup: aws.lookup, name: "amira.haddad@acme.example", by: "email" } as const;
    await assert.rejects(getPersonByName(ctx, { ...named, ...silent }), isRefused("directory.stale"));
    await aws.addFault({ operation: "GetUserId", kind: "error", code: "AccessDeniedException", times: "always" });
    await assert.rejects(getPersonByName(ctx, named), isRefused("directory.stale"));
  });
});
