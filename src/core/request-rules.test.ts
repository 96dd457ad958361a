import assert from "node:assert/strict";
import { test } from "node:test";
import type { Account } from "./directory.ts";
import type { RequestFacts } from "./request-facts.ts";
import { checkIdempotencyKey, keptStart, type RequestInput, sentHash, tidyInput } from "./request-input.ts";
import { judgeAtApproval, judgeRequest } from "./request-rules.ts";
import { defaultSettings, type Settings } from "./settings.ts";

const now = new Date("2026-11-20T10:00:00Z");
const inMinutes = (count: number) => new Date(now.getTime() + count * 60_000);

const account = (id: string, facts: Partial<Account> = {}): Account => ({
  ...{ id, name: `account ${id}`, email: "", state: "ACTIVE", orgUnitId: "r", path: ["r"] },
  ...{ isManagement: false, goneAt: null, ...facts },
});

const good: RequestInput = {
  accountIds: ["1"],
  permissionSetArn: "role",
  durationMinutes: 60,
  justification: "the disk is full",
};

const judgedBy = (facts: Partial<RequestFacts>) => {
  const ruling = { maxDurationMinutes: 120, approvalRequired: false };
  const role = { arn: "role", name: "Role", description: "", sessionDurationMinutes: 60, inManagementAccount: false };
  const accounts = ["1", "2"].map((id) => account(id));
  return {
    now,
    input: tidyInput(good),
    requester: { id: "me", userName: "me", displayName: "Me", email: null, enabled: true, goneAt: null, groupIds: [] },
    settings: defaultSettings,
    accounts: new Map(accounts.map((one) => [one.id, one])),
    permissionSet: { ...role, goneAt: null },
    managementIsOutOfReach: true,
    rulings: new Map(accounts.map((one) => [one.id, ruling])),
    ruling,
    holds: [],
    approval: undefined,
    ...facts,
  };
};

const codes = (facts: Partial<RequestFacts>) => {
  const verdict = judgeRequest(judgedBy(facts));
  return verdict.allowed ? [] : [verdict.kind, ...verdict.because.map(({ code }) => code)];
};

const ofInput = (change: Partial<RequestInput>, settings: Partial<Settings> = {}) =>
  codes({ input: tidyInput({ ...good, ...change }), settings: { ...defaultSettings, ...settings } });

test("a good request is allowed", () => {
  assert.deepEqual(ofInput({}), []);
});

test("the start may be now, a moment ago, or up to 90 days ahead", () => {
  const day = 24 * 60;
  for (const startsAt of [null, now, inMinutes(-1), inMinutes(1), inMinutes(90 * day)])
    assert.deepEqual(ofInput({ startsAt }), []);
  assert.deepEqual(ofInput({ startsAt: inMinutes(-1.01) }), ["invalid", "start.in-past"]);
  assert.deepEqual(ofInput({ startsAt: inMinutes(90 * day + 0.01) }), ["invalid", "start.too-far"]);
  assert.deepEqual(ofInput({ startsAt: new Date("never") }), ["invalid", "start.invalid"]);
  assert.equal(keptStart(inMinutes(-1), now), null);
  assert.deepEqual(keptStart(inMinutes(1), now), inMinutes(1));
});

test("the duration is a whole number of minutes from 15 to what policy allows", () => {
  assert.deepEqual([ofInput({ durationMinutes: 15 }), ofInput({ durationMinutes: 120 })], [[], []]);
  for (const durationMinutes of [0, -60, 14, 15.5, Number.NaN, Number.NEGATIVE_INFINITY])
    assert.deepEqual(ofInput({ durationMinutes }), ["invalid", "duration.invalid"]);
  assert.deepEqual(ofInput({ durationMinutes: 121 }), ["invalid", "duration.too-long"]);
});

test("one to fifty accounts, each once", () => {
  assert.deepEqual(ofInput({ accountIds: [] }), ["invalid", "account.required"]);
  assert.deepEqual(ofInput({ accountIds: ["1", "1"] }), ["invalid", "account.duplicate"]);
  const many = Array.from({ length: 51 }, (_, index) => account(String(index)));
  const ruling = { maxDurationMinutes: 120, approvalRequired: false };
  const facts = {
    accounts: new Map(many.map((one) => [one.id, one])),
    rulings: new Map(many.map((one) => [one.id, ruling])),
  };
  const asking = (count: number) =>
    codes({ ...facts, input: tidyInput({ ...good, accountIds: many.slice(0, count).map(({ id }) => id) }) });
  assert.deepEqual(asking(50), []);
  assert.deepEqual(asking(51), ["invalid", "account.too-many"]);
});

test("ticket and justification are plain words of bounded length, required where the settings say so", () => {
  assert.deepEqual(ofInput({ justification: " \n" }), ["invalid", "justification.required"]);
  for (const unseen of ["\u200b", "\u200b \u2060\ufeff", "\u00ad", "\u3164", "\u2800", "\u{e0061}"])
    assert.deepEqual(ofInput({ justification: unseen }), ["invalid", "justification.required"]);
  assert.deepEqual(ofInput({ justification: "👩\u200d💻 deploys" }), []);
  assert.deepEqual(ofInput({ justification: null }, { justificationRequired: false }), []);
  assert.deepEqual(ofInput({ justification: "two\nlines\tand a tab" }), []);
  assert.deepEqual(ofInput({ justification: "a".repeat(2_000) }), []);
  assert.deepEqual(ofInput({ justification: "a".repeat(2_001) }), ["invalid", "justification.too-long"]);
  for (const hidden of ["\u0000", "\u001b[2J", "\u007f", "\u0085", "\u202e", "\u2028", "\ud800"])
    assert.deepEqual(ofInput({ justification: `a${hidden}b` }), ["invalid", "justification.invalid-characters"]);
  assert.deepEqual(ofInput({ ticket: "" }, { ticketRequired: true }), ["invalid", "ticket.required"]);
  assert.deepEqual(ofInput({ ticket: "two\nlines" }), ["invalid", "ticket.invalid-characters"]);
  assert.deepEqual(ofInput({ ticket: "a".repeat(201) }), ["invalid", "ticket.too-long"]);
});

test("the whole ticket must match the pattern, and a pattern that could hang the server checks nothing", () => {
  const ticketPattern = "OPS-[0-9]+";
  assert.deepEqual(ofInput({ ticket: " OPS-12 " }, { ticketPattern }), []);
  assert.deepEqual(ofInput({ ticket: "see OPS-12" }, { ticketPattern }), ["invalid", "ticket.pattern-mismatch"]);
  assert.deepEqual(ofInput({ ticket: null }, { ticketPattern }), []);
  const started = performance.now();
  const hostile = { ticketPattern: "(a+)+$" };
  assert.deepEqual(ofInput({ ticket: `${"a".repeat(199)}!` }, hostile), ["invalid", "ticket-pattern.unsafe"]);
  assert.ok(performance.now() - started < 5_000, "it was not tried on the ticket");
});

test("what is not there, not active or out of reach is refused by its own code", () => {
  const withAccount = (facts: Partial<Account>) => codes({ accounts: new Map([["1", account("1", facts)]]) });
  assert.deepEqual(codes({ accounts: new Map() }), ["invalid", "account.unknown"]);
  assert.deepEqual(withAccount({ goneAt: now }), ["invalid", "account.unknown"]);
  assert.deepEqual(withAccount({ state: "SUSPENDED" }), ["invalid", "account.not-active"]);
  assert.deepEqual(withAccount({ isManagement: true }), ["forbidden", "account.management-excluded"]);
  assert.deepEqual(codes({ permissionSet: undefined }), ["invalid", "permission-set.unknown"]);
  const { permissionSet } = judgedBy({});
  const inManagement = { ...permissionSet, inManagementAccount: true };
  assert.deepEqual(codes({ permissionSet: inManagement }), ["forbidden", "permission-set.management-excluded"]);
  const within = { managementIsOutOfReach: false };
  assert.deepEqual(codes({ ...within, permissionSet: inManagement }), []);
  assert.deepEqual(codes({ ...within, accounts: new Map([["1", account("1", { isManagement: true })]]) }), []);
});

test("without a policy for it, an account or role that exists and one that does not are refused by the same words", () => {
  const refusal = (facts: Partial<RequestFacts>) =>
    judgeRequest(judgedBy({ rulings: new Map(), ruling: undefined, ...facts }));
  const known = refusal({});
  assert.equal(known.allowed ? "" : known.because[0].code, "eligibility.missing");
  assert.doesNotMatch(JSON.stringify(known), /account 1|Role/);
  const { permissionSet } = judgedBy({});
  const others: Partial<RequestFacts>[] = [
    { accounts: new Map() },
    { permissionSet: undefined },
    { permissionSet: { ...permissionSet, goneAt: now } },
    { permissionSet: { ...permissionSet, inManagementAccount: true } },
    { accounts: new Map([["1", account("1", { isManagement: true })]]) },
    { accounts: new Map([["1", account("1", { state: "SUSPENDED" })]]) },
    { accounts: new Map([["1", account("1", { goneAt: now })]]) },
  ];
  for (const facts of others) assert.deepEqual(refusal(facts), known);
});

test("everything that is wrong is said at once, and every reason about a field names it", () => {
  const input = tidyInput({ accountIds: ["1"], permissionSetArn: "role", durationMinutes: 1, startsAt: inMinutes(-9) });
  const verdict = judgeRequest(judgedBy({ input, rulings: new Map(), ruling: undefined }));
  assert.equal(verdict.allowed, false);
  if (verdict.allowed) return;
  assert.deepEqual(
    verdict.because.map(({ code, field }) => [code, field]),
    [
      ["start.in-past", "startsAt"],
      ["duration.invalid", "durationMinutes"],
      ["justification.required", "justification"],
      ["eligibility.missing", "accountIds"],
    ],
  );
});

test("at approval, what was only a matter of the form is not judged again", () => {
  const input = tidyInput({ ...good, justification: null, startsAt: inMinutes(-600) });
  assert.deepEqual(judgeAtApproval(judgedBy({ input })), { allowed: true });
  const late = judgeAtApproval(judgedBy({ input, rulings: new Map(), ruling: undefined }));
  assert.equal(late.allowed ? "" : late.because[0].code, "eligibility.missing");
});

test("the same wish has the same hash, however it is spelt, and another wish another", () => {
  const hash = (change: Partial<RequestInput>) => sentHash(tidyInput({ ...good, ...change }));
  assert.equal(hash({ accountIds: ["1", "2"] }), hash({ accountIds: ["2", "1"] }));
  assert.equal(hash({ ticket: " ", startsAt: undefined }), hash({}));
  const others: Partial<RequestInput>[] = [
    { ticket: "x" },
    { durationMinutes: 61 },
    { startsAt: now },
    { accountIds: ["12"] },
  ];
  assert.equal(new Set([{}, ...others].map(hash)).size, 5);
});

test("an idempotency key is short and printable", () => {
  for (const key of ["", "a".repeat(201), "a\nb", "ключ"])
    assert.equal(checkIdempotencyKey(key)?.code, "idempotency-key.invalid");
  assert.equal(checkIdempotencyKey(undefined), undefined);
  assert.equal(checkIdempotencyKey("0b6f-1"), undefined);
});
