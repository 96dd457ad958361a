import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../core/refusal.ts";
import { type Claims, nameIn } from "./oidc-name.ts";

const codeFor = (claims: Claims, claim: string): string => {
  try {
    return nameIn(claims, claim);
  } catch (problem) {
    if (problem instanceof Refusal) return problem.code;
    throw problem;
  }
};

test("an e-mail address counts only when it is called verified in so many words", () => {
  const email = "amira@acme.example";
  for (const email_verified of [true, "true"]) assert.equal(codeFor({ email, email_verified }, "email"), email);
  for (const email_verified of [false, "false", undefined, null, 1, "yes", "TRUE", {}, []])
    assert.equal(codeFor({ email, email_verified }, "email"), "sign-in.email-unverified");
});

test("another claim needs no such word, and is not helped by one", () => {
  assert.equal(codeFor({ upn: "amira@acme.example" }, "upn"), "amira@acme.example");
  assert.equal(codeFor({ email: "x@acme.example", email_verified: true }, "upn"), "sign-in.no-subject");
});

test("a claim that is no text, or empty, names nobody", () => {
  for (const upn of [undefined, null, "", "  ", 7, true, ["amira"], { name: "amira" }])
    assert.equal(codeFor({ upn }, "upn"), "sign-in.no-subject");
});
