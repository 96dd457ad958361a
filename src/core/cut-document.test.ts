import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CredentialCut, cutWindow, isCutAtEnd } from "./credential-cuts.ts";
import { composeCuts, policyCharacters } from "./cut-document.ts";

const second = 1_000;
const start = Date.parse("2026-11-20T12:00:00Z");

type Credential = { personId: string; accountId: string; set: string; issuedMs: number };

/** An evaluator of its own, so that the document is judged by what it says and not by how it was made. */
const isDenied = (content: string | undefined, credential: Credential): boolean => {
  if (content === undefined) return false;
  const arn = `arn:aws:iam::${credential.accountId}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${credential.set}_0123456789abcdef`;
  const context: Record<string, string> = {
    "identitystore:userId": credential.personId,
    "aws:PrincipalAccount": credential.accountId,
    "aws:PrincipalArn": arn,
    "aws:TokenIssueTime": new Date(credential.issuedMs).toISOString(),
  };
  const like = (pattern: string, value: string) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^$()|[\]{}\\/]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
    ).test(value);
  const operators: Record<string, (wanted: string, value: string) => boolean> = {
    StringEquals: (wanted, value) => wanted === value,
    StringLike: like,
    ArnLike: like,
    DateLessThan: (wanted, value) => Date.parse(value) < Date.parse(wanted),
  };
  const { Statement } = JSON.parse(content) as {
    Statement: { Effect: string; Action: string; Condition: Record<string, Record<string, string | string[]>> }[];
  };
  return Statement.some(({ Effect, Action, Condition }) => {
    assert.deepEqual([Effect, Action], ["Deny", "*"]);
    return Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        [wanted].flat().some((one) => operators[operator]?.(one, context[key] ?? "")),
      ),
    );
  });
};

const uuid = (n: number) => n.toString(16).padStart(12, "0");
const person = (n: number) => `9067642b3a-8f1c2d3e-4a5b-4c6d-8e7f-${uuid(n)}`;
const account = (n: number) => String(100_000_000_000 + n);
const sets = ["Admin", "Admin_X", "ReadOnly", "A".repeat(32)];

const cut = (n: number, over: Partial<CredentialCut> = {}): CredentialCut => ({
  id: uuid(n),
  personId: person(n),
  accountId: account(n % 7),
  permissionSetName: "Admin",
  before: new Date(start + n * second),
  until: new Date(start + n * second + 3_600 * second),
  isEarly: true,
  ...over,
});

const credentialOf = ({ personId, accountId, permissionSetName, before }: CredentialCut): Credential => ({
  personId,
  accountId,
  set: permissionSetName ?? "Anything",
  issuedMs: before.getTime() - second,
});

const anyCuts = (most: number) =>
  fc
    .array(
      fc.record({
        who: fc.oneof(fc.nat(4), fc.nat(400)),
        where: fc.nat(30),
        set: fc.constantFrom(...sets, null),
        at: fc.nat(7_200),
        isEarly: fc.boolean(),
      }),
      { maxLength: most },
    )
    .map((rows) =>
      rows.map(({ who, where, set, at, isEarly }, n) =>
        cut(n, {
          personId: person(who),
          accountId: account(where),
          permissionSetName: set,
          before: new Date(start + at * second),
          until: new Date(start + (at + 3_600) * second),
          isEarly,
        }),
      ),
    );

test("whatever is cut, each held cut denies its credentials, the size holds, and no cut gets lost", () => {
  fc.assert(
    fc.property(anyCuts(600), (cuts) => {
      const { content, held, leftOut } = composeCuts(cuts);
      assert.ok((content ?? "").length <= policyCharacters);
      assert.deepEqual([...held, ...leftOut].sort(), cuts.map(({ id }) => id).sort());
      for (const one of cuts) if (held.includes(one.id)) assert.ok(isDenied(content, credentialOf(one)));
    }),
    { numRuns: 60 },
  );
});

test("nobody who was not cut is denied, nor anything issued when the last cut was made", () => {
  fc.assert(
    fc.property(anyCuts(200), fc.nat(30), fc.constantFrom(...sets), (cuts, where, set) => {
      const { content } = composeCuts(cuts);
      const newest = Math.max(...cuts.map(({ before }) => before.getTime()));
      const of = (personId: string, issuedMs: number) => ({ personId, accountId: account(where), set, issuedMs });
      assert.equal(isDenied(content, of(person(999), start - second)), false);
      for (const { personId } of cuts) assert.equal(isDenied(content, of(personId, newest)), false);
    }),
    { numRuns: 60 },
  );
});

test("with room, only that person, that role and that account are denied, up to that second", () => {
  const one = cut(1, { permissionSetName: "Admin" });
  const { content } = composeCuts([one, cut(2, { accountId: account(2) })]);
  const theirs = credentialOf(one);
  assert.equal(isDenied(content, theirs), true);
  assert.equal(isDenied(content, { ...theirs, issuedMs: one.before.getTime() }), false);
  assert.equal(isDenied(content, { ...theirs, personId: person(2) }), false);
  assert.equal(isDenied(content, { ...theirs, accountId: account(2) }), false);
  assert.equal(isDenied(content, { ...theirs, set: "Admin_X" }), false);
  assert.equal(isDenied(composeCuts([{ ...one, permissionSetName: "Admin_X" }]).content, theirs), false);
});

test("when it is full the oldest are merged, the newest stay exact", () => {
  const cuts = Array.from({ length: 25 }, (_, n) => cut(n));
  const { content, leftOut } = composeCuts(cuts);
  assert.deepEqual(leftOut, []);
  const [oldest, newest] = [cuts[0], cuts.at(-1)];
  assert.ok(oldest && newest);
  const afterOwnEnd = (one: CredentialCut) => ({ ...credentialOf(one), issuedMs: one.before.getTime() });
  assert.equal(isDenied(content, afterOwnEnd(oldest)), true, "the oldest got a later time");
  assert.equal(isDenied(content, afterOwnEnd(newest)), false);
  assert.equal(isDenied(content, { ...credentialOf(newest), accountId: account(200) }), false);
});

/** Whether more is denied than this cut means: the same role somewhat later, or another account before. */
const isWidened = (content: string | undefined, one: CredentialCut): boolean =>
  isDenied(content, { ...credentialOf(one), issuedMs: one.before.getTime() }) ||
  isDenied(content, { ...credentialOf(one), accountId: account(200) });

test("however many cuts one person has, nobody else's are widened while that person's own can be merged instead", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 2, max: 400 }), fc.nat(60), (others, many, late) => {
      const theirs = Array.from({ length: others }, (_, n) => cut(n, { permissionSetName: sets[n % 3] ?? null }));
      const busy = Array.from({ length: many }, (_, n) =>
        cut(1_000 + n, { personId: person(999), accountId: account(n), before: new Date(start + (n + late) * second) }),
      );
      const withOne = composeCuts([...theirs, ...busy.slice(-1)]);
      fc.pre(!theirs.some((one) => isWidened(withOne.content, one)));
      const { content, leftOut } = composeCuts([...theirs, ...busy]);
      assert.deepEqual([leftOut, theirs.filter((one) => isWidened(content, one))], [[], []]);
      for (const one of [...theirs, ...busy]) assert.ok(isDenied(content, credentialOf(one)));
    }),
    { numRuns: 60 },
  );
});

test("whoever takes the most room is merged first, and no more than it takes", () => {
  const of = (who: number, many: number) =>
    Array.from({ length: many }, (_, n) => cut(who * 100 + n, { personId: person(who), accountId: account(n) }));
  const [some, two, many] = [Array.from({ length: 5 }, (_, n) => cut(n)), of(50, 2), of(60, 30)];
  const { content } = composeCuts([...some, ...two, ...many]);
  assert.deepEqual(
    [...some, ...two].filter((one) => isWidened(content, one)),
    [],
  );
  const [first] = many;
  assert.ok(first);
  const later = { ...credentialOf(first), issuedMs: first.before.getTime() };
  assert.deepEqual([isDenied(content, later), isDenied(content, { ...later, accountId: account(200) })], [true, false]);
});

test("what can be said of many people at once without denying more is said so", () => {
  const cuts = Array.from({ length: 80 }, (_, n) =>
    cut(n, { personId: person(n % 40), accountId: account(n % 2), before: new Date(start) }),
  );
  assert.equal(cuts.filter((one) => isWidened(composeCuts(cuts).content, one)).length, 0);
});

test("two hundred and fifty people fit; of a thousand those ended early and living longest are held, the others named", () => {
  assert.deepEqual(composeCuts(Array.from({ length: 250 }, (_, n) => cut(n))).leftOut, []);
  const many = Array.from({ length: 1_000 }, (_, n) => cut(n, { isEarly: n % 10 === 0 }));
  const { content, held, leftOut } = composeCuts(many);
  assert.ok((content ?? "").length <= policyCharacters);
  assert.ok(held.length > 250 && held.length + leftOut.length === 1_000);
  for (const one of many) if (one.isEarly) assert.ok(held.includes(one.id));
  assert.ok(held.includes(many[999]?.id ?? ""));
});

test("a thousand cuts of one person are one statement each role at most", () => {
  const cuts = Array.from({ length: 1_000 }, (_, n) => cut(n, { personId: person(1), accountId: account(1) }));
  const { content, leftOut } = composeCuts(cuts);
  assert.deepEqual(leftOut, []);
  assert.equal(JSON.parse(content ?? "").Statement.length, 1);
  assert.equal(isDenied(content, credentialOf(cuts[999] ?? cut(0))), true);
});

test("the same cuts make the same document, in whatever order they come", () => {
  const cuts = Array.from({ length: 40 }, (_, n) => cut(n, { before: new Date(start + (n % 5) * second) }));
  assert.equal(composeCuts(cuts).content, composeCuts([...cuts].reverse()).content);
  assert.equal(composeCuts([]).content, undefined);
});

test("a cut reaches a little beyond the confirmed end and lasts as long as the youngest credentials", () => {
  const hour = { sessionDurationMinutes: 60, longerSessionMinutes: null, longerSessionHeldAt: null, goneAt: null };
  const { before, until } = cutWindow(new Date("2026-11-20T12:00:00.200Z"), hour);
  assert.equal(before.toISOString(), "2026-11-20T12:00:06.000Z");
  assert.equal(until.toISOString(), "2026-11-20T13:00:06.000Z");
  for (const unknown of [undefined, { ...hour, sessionDurationMinutes: 0 }])
    assert.equal(cutWindow(new Date(start), unknown).until.getTime(), start + 5 * second + 12 * 3_600 * second);
});

test("an end is cut as the setting says", () => {
  assert.deepEqual(
    (["never", "early-end", "every-end"] as const).map((setting) => [
      isCutAtEnd(setting, "elapsed"),
      isCutAtEnd(setting, "revoked"),
    ]),
    [
      [false, false],
      [false, true],
      [true, true],
    ],
  );
});
