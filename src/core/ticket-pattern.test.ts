import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTicketPattern, ticketMatches } from "./ticket-pattern.ts";

test("ordinary ticket patterns are taken", () => {
  for (const pattern of [
    "[A-Z]+-[0-9]+",
    "(?<n>A|B)-\\d+",
    "[A-Z]{2,10}-\\d{1,7}",
    "(?:INC|CHG)\\d{7}",
    "(OPS|SEC)-\\d+",
    "\\w{2,10}-\\d{1,6}",
    ".*",
    "[(+*]+\\)",
  ])
    assert.equal(checkTicketPattern(pattern), undefined, pattern);
});

test("a pattern that does not compile, alone or anchored, is refused", () => {
  for (const pattern of ["(", "[a-", "a)(b", "\\", "(?<n", "a{2,1}", ")|("])
    assert.equal(checkTicketPattern(pattern)?.code, "ticket-pattern.invalid", pattern);
});

test("patterns that can backtrack for ever are refused", () => {
  for (const pattern of [
    "(a+)+",
    "(a*)*b",
    "([a-z]+-?)*x",
    "((ab)+c?)+",
    "(a|aa)+$",
    "(a|a?)+",
    "(.*){1,90}x",
    "(?:(?:a|b)c)*",
    "(a)\\1",
    "(?<n>a)\\k<n>",
    "(?=a+)a",
    "a*a*a*a*b",
    "(a*){9}",
    "(a|ab){50}",
    "(a?){50}",
    "a?a?a?a?a?a?a?aaaaaaa",
    "(a|ab)".repeat(11),
  ])
    assert.equal(checkTicketPattern(pattern)?.code, "ticket-pattern.unsafe", pattern);
});

test("the longest accepted shapes do not hang on a hostile ticket", () => {
  const started = performance.now();
  assert.equal(ticketMatches("\\w*\\w*\\w*!", "a".repeat(200)), false);
  assert.ok(performance.now() - started < 5_000);
});

test("a ticket must match as a whole", () => {
  assert.equal(ticketMatches("OPS-\\d+", "OPS-12"), true);
  assert.equal(ticketMatches("OPS-\\d+", "x OPS-12"), false);
  assert.equal(ticketMatches("A|B", "AB"), false);
});

test("a pattern of more than 200 characters is refused", () => {
  assert.equal(checkTicketPattern("a".repeat(201))?.code, "ticket-pattern.too-long");
});
