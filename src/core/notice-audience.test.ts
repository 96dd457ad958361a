import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Person } from "./directory.ts";
import { noticeAudience } from "./notice-audience.ts";

const person = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  userName: id,
  displayName: id,
  email: `${id}@acme.example`,
  enabled: true,
  goneAt: null,
  ...over,
});
const shown = (facts: Parameters<typeof noticeAudience>[0]) =>
  noticeAudience(facts).map((hearer) => (hearer.role === "audit" ? "audit" : `${hearer.role} ${hearer.person.id}`));

describe("the audience of a notice", () => {
  const requester = person("amira");

  it("holds each person once, in the role that matters most", () => {
    const bo = person("bo");
    assert.deepEqual(
      shown({ kind: "grant.activation-failed", requester, approvers: [bo, bo], admins: [bo, person("hal")] }),
      ["requester amira", "approver bo", "admin hal", "audit"],
    );
  });

  it("leaves the requester out of those who decide and administer, by whichever directory entry", () => {
    const again = person("p-77", { userName: "AMIRA@acme.example", email: null });
    assert.deepEqual(
      shown({ kind: "grant.removal-unconfirmed", requester, approvers: [requester, again], admins: [again] }),
      ["requester amira", "audit"],
    );
  });

  it("leaves out approvers and admins who are disabled or gone", () => {
    const absent = [person("eve", { enabled: false }), person("fay", { goneAt: new Date(0) })];
    assert.deepEqual(shown({ kind: "grant.activation-failed", requester, approvers: absent, admins: absent }), [
      "requester amira",
      "audit",
    ]);
  });

  it("holds admins only for what went wrong", () => {
    const admins = [person("hal")];
    assert.ok(!shown({ kind: "grant.ended", requester, approvers: [], admins }).includes("admin hal"));
    assert.ok(shown({ kind: "grant.removal-unconfirmed", requester, approvers: [], admins }).includes("admin hal"));
  });

  it("is the approvers and the audit channel when the requester is unknown", () => {
    assert.deepEqual(shown({ kind: "request.expired", requester: undefined, approvers: [person("bo")], admins: [] }), [
      "approver bo",
      "audit",
    ]);
  });
});
