import assert from "node:assert/strict";
import { test } from "node:test";
import type { CredentialCut } from "./credential-cuts.ts";
import { composeCuts } from "./cut-document.ts";
import { exactGroups, statementOf, together } from "./cut-statement.ts";
import { composeBeside, doesDeny, keptStatements, keptTogether, statementsOf } from "./kept-cuts.ts";

const at = new Date("2026-11-20T10:00:00Z");
const cut = (n: number, more: Partial<CredentialCut> = {}): CredentialCut => ({
  id: `c${String(n).padStart(3, "0")}`,
  personId: `9067642b3a-0000-0000-0000-${String(n).padStart(12, "0")}`,
  accountId: `1111222233${String(n % 100).padStart(2, "0")}`,
  permissionSetName: "PowerUser",
  ...{ before: new Date(at.getTime() - n * 1_000), until: at, isEarly: true },
  ...more,
});

test("in whatever width it is said, a statement denies the cuts it was made of, and no others", () => {
  const cuts = [cut(1), cut(2)];
  const group = together(exactGroups(cuts));
  for (const width of ["roles", "accounts", "everywhere", "short-ids"] as const) {
    const statement = statementOf(group, width);
    assert.deepEqual(
      [...cuts, cut(3)].map((one) => doesDeny(statement, one)),
      [true, true, false],
      width,
    );
    assert.equal(doesDeny(statement, cut(1, { before: at })), false, "issued later");
    assert.equal(doesDeny({ ...statement, Action: "s3:*" }, cut(1)), false);
    const condition = { ...(statement as { Condition: object }).Condition, Bool: { "aws:SecureTransport": "true" } };
    assert.equal(doesDeny({ ...statement, Condition: condition }, cut(1)), false, "what Stint does not say");
  }
  const narrow = statementOf(group, "roles");
  assert.equal(doesDeny(narrow, cut(1, { permissionSetName: "Admin" })), false);
  assert.equal(doesDeny(statementOf(group, "accounts"), cut(1, { accountId: "999999999999" })), false);
});

test("of what is found only what denies named people older credentials is kept", () => {
  const [good] = statementsOf(composeCuts([cut(1)]).content ?? "");
  assert.ok(good);
  const condition = (good as { Condition: Record<string, object> }).Condition;
  const strange = [
    { ...good, Effect: "Allow" },
    { ...good, Condition: { ...condition, DateLessThan: { "aws:TokenIssueTime": "2099-01-01T00:00:00Z" } } },
    { ...good, Condition: { StringEquals: condition.StringEquals } },
    { ...good, Condition: { DateLessThan: condition.DateLessThan } },
  ];
  const content = JSON.stringify({ Statement: [good, ...strange] });
  assert.deepEqual(keptStatements({ content, at }), [good]);
  assert.deepEqual(keptStatements({ content: JSON.stringify({ Statement: good }), at }), [good], "one, not in a list");
  assert.deepEqual(keptStatements({ content: "no JSON", at }), []);
});

test("what is kept is said word for word and once, and the rest finds room beside it or waits", () => {
  const many = Array.from({ length: 300 }, (_, n) => cut(n));
  const full = composeCuts(many).content ?? "";
  const kept = keptTogether([full, full]);
  assert.deepEqual(kept, statementsOf(full));
  const newer = [cut(1, { id: "new", before: new Date(at.getTime() + 60_000) }), cut(2)];
  const { content, held, leftOut } = composeBeside(kept, newer);
  assert.deepEqual([content, held, leftOut], [full, ["c002"], ["new"]]);
  const some = composeBeside(statementsOf(composeCuts(many.slice(0, 100)).content ?? ""), many.slice(90, 250));
  assert.ok((some.content ?? "").length <= 5_120);
  assert.equal(some.held.length + some.leftOut.length, 160);
  assert.ok(many.slice(90, 100).every(({ id }) => some.held.includes(id)));
  const statements = statementsOf(some.content ?? "");
  const isDenied = ({ id }: CredentialCut) => statements.some((one) => doesDeny(one, cut(Number(id.slice(1)))));
  assert.ok(many.filter(({ id }) => some.held.includes(id)).every(isDenied));
});
