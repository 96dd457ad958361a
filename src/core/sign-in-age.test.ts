import assert from "node:assert/strict";
import { test } from "node:test";
import { type SignInFacts, signInIsFresh } from "./sign-in-age.ts";

const now = new Date("2031-05-05T10:00:00.000Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const facts: SignInFacts = { now, maxAgeMs: 15 * 60_000, authenticatedAt: minutesAgo(14), isMachine: false };
const codeFor = (changes: Partial<SignInFacts>) => signInIsFresh({ ...facts, ...changes })?.code;

test("a sign-in is fresh until the very minute it is too old", () => {
  assert.equal(codeFor({}), undefined);
  assert.equal(codeFor({ authenticatedAt: new Date(minutesAgo(15).getTime() + 1) }), undefined);
  assert.equal(codeFor({ authenticatedAt: minutesAgo(15) }), "decision.sign-in-too-old");
});

test("one of which the provider did not say when it was counts as long ago, and a machine has none", () => {
  assert.equal(codeFor({ authenticatedAt: null }), "decision.sign-in-too-old");
  assert.equal(codeFor({ isMachine: true }), "decision.by-client");
  assert.equal(codeFor({ isMachine: true, authenticatedAt: now }), "decision.by-client");
});

test("where no age is set, anybody's will do, and a machine's too", () => {
  assert.equal(codeFor({ maxAgeMs: null, authenticatedAt: null }), undefined);
  assert.equal(codeFor({ maxAgeMs: null, isMachine: true }), undefined);
});
