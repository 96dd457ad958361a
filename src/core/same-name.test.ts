import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameName, withoutBlanks } from "./same-name.ts";

test("the case of ASCII letters does not make another name, anything else does", () => {
  assert.ok(isSameName("Amira.Haddad@ACME.example", "amira.haddad@acme.EXAMPLE"));
  assert.ok(isSameName("zoë", "ZOë"));
  for (const [a, b] of [
    ["\u212Alaus", "klaus"],
    ["mark", "mar\u212A"],
    ["zoë", "zoË"],
    ["zoe\u0308", "zoë"],
    ["\u0130ngrid", "ingrid"],
    ["straße", "strasse"],
    ["\uFF41mira", "amira"],
  ] as const)
    assert.ok(!isSameName(a, b), `${a} ${b}`);
  assert.ok(!isSameName(null, "null"));
});

test("only the blanks of XML are taken off the ends of a name", () => {
  assert.equal(withoutBlanks(" \t\r\namira haddad\n "), "amira haddad");
  for (const name of ["\u00A0amira", "amira\u2003", "\u200Bamira", "\uFEFFamira"])
    assert.equal(withoutBlanks(name), name);
});
