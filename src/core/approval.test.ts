import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { approvalRuling, mayDecide, possibleApprovers } from "./approval.ts";
import type { ApprovalPolicy } from "./policies.ts";
import { distinctPeople, isSamePerson } from "./same-person.ts";

const policy = (facts: Partial<ApprovalPolicy>): ApprovalPolicy => ({
  id: "p",
  name: "p",
  scopes: [{ type: "account", id: "1" }],
  permissionSetArns: [],
  approvers: [],
  approvalsNeeded: 1,
  ...facts,
});

const account = (id: string) => ({ id, orgUnitId: "r", path: ["r"] });

const person = (id: string, facts: { groupIds?: string[]; userName?: string; email?: string | null } = {}) => ({
  id,
  userName: facts.userName ?? `user-${id}`,
  displayName: id,
  email: facts.email ?? null,
  enabled: true,
  goneAt: null,
  groupIds: facts.groupIds ?? [],
});

test("all policies that match add up: approvers are the union, approvals needed the maximum", () => {
  const policies = [
    policy({ approvers: [{ type: "user", id: "a" }], approvalsNeeded: 2 }),
    policy({ approvers: [{ type: "group", id: "g" }], permissionSetArns: ["admin"] }),
    policy({ approvers: [{ type: "user", id: "c" }], permissionSetArns: ["reader"], approvalsNeeded: 5 }),
    policy({ approvers: [{ type: "user", id: "d" }], scopes: [{ type: "account", id: "2" }], approvalsNeeded: 9 }),
  ];
  const ruling = approvalRuling({ policies, accounts: [account("1")], permissionSetArn: "admin" });
  assert.equal(ruling.approvalsNeeded, 2);
  const may = (id: string, groupIds: string[] = []) => mayDecide(ruling, { id, groupIds });
  assert.deepEqual([may("a"), may("b", ["g"]), may("c"), may("d"), may("g")], [true, true, false, false, false]);
});

test("who decides about several accounts must be named in each of them", () => {
  const approvers = [{ type: "user" as const, id: "a" }];
  const policies = [policy({ approvers })];
  const over = (ids: string[]) => approvalRuling({ policies, accounts: ids.map(account), permissionSetArn: "admin" });
  assert.equal(mayDecide(over(["1"]), { id: "a", groupIds: [] }), true);
  assert.equal(mayDecide(over(["1", "2"]), { id: "a", groupIds: [] }), false);
  assert.equal(mayDecide(over([]), { id: "a", groupIds: [] }), false);
});

const ids = ["a", "A", " a", "b", "B", "c", "d"];
const names = ["ana", "ANA", "ana@example.com", "ANA@EXAMPLE.COM ", "bo", "cy"];
const aPerson = fc
  .record({
    id: fc.constantFrom(...ids),
    userName: fc.constantFrom(...names),
    email: fc.option(fc.constantFrom(...names)),
    groupIds: fc.subarray(["g", "h"]),
  })
  .map(({ id, ...facts }) => person(id, facts));

test("whoever may be the requester is never among the possible approvers, and nobody is there twice", () => {
  fc.assert(
    fc.property(fc.array(aPerson, { maxLength: 12 }), aPerson, (candidates, requester) => {
      const approvers = [{ type: "group" as const, id: "g" }, ...ids.map((id) => ({ type: "user" as const, id }))];
      const ruling = approvalRuling({
        policies: [policy({ approvers })],
        accounts: [account("1")],
        permissionSetArn: "x",
      });
      const possible = possibleApprovers(ruling, { requester, candidates });
      for (const one of possible) assert.equal(isSamePerson(one, requester), false);
      for (const one of possible)
        for (const other of possible) assert.equal(one !== other && isSamePerson(one, other), false);
      for (const left of candidates.filter((one) => !possible.includes(one)))
        assert.ok([requester, ...candidates].some((one) => one !== left && isSamePerson(one, left)));
    }),
  );
});

test("one human being is recognised by id, user name or e-mail, in any spelling, and strangers are kept apart", () => {
  const ana = person("id-1", { userName: "ana", email: "ana@example.com" });
  for (const twin of [
    person("ID-1 "),
    person("id-2", { userName: "ANA" }),
    person("id-2", { email: "Ana@Example.com" }),
    person("id-2", { userName: "ana@example.com" }),
    person("id-2", { userName: "ａｎａ" }),
  ])
    assert.equal(isSamePerson(ana, twin), true);
  assert.equal(isSamePerson(person("id-1", { userName: "" }), person("id-2", { userName: "" })), false);
  assert.equal(isSamePerson(person("id-1", { userName: "id-2" }), person("id-2")), false);
  assert.equal(distinctPeople([ana, person("id-1"), person("id-3")]).length, 2);
});
