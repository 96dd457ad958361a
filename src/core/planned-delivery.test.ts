import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Hearer } from "./notice-audience.ts";
import { plannedEmails } from "./planned-delivery.ts";

const hearer = (id: string, email: string | null, over: { enabled?: boolean } = {}): Hearer => ({
  role: "approver",
  person: { id, userName: id, displayName: id, email, enabled: true, goneAt: null, ...over },
});

describe("the e-mails of a notice", () => {
  it("are one for each address, whatever its case", () => {
    const planned = plannedEmails([hearer("a", "Team@x.example"), hearer("b", " team@X.example ")], "TEAM@x.example");
    assert.deepEqual(
      planned.map(({ recipient }) => recipient),
      ["Team@x.example"],
    );
  });

  it("leave on record who has no address and who is disabled", () => {
    const planned = plannedEmails(
      [hearer("a", null), hearer("b", " "), hearer("c", "c@x.example", { enabled: false })],
      null,
    );
    assert.deepEqual(
      planned.map(({ recipient, skippedBecause }) => [recipient, skippedBecause]),
      [
        ["a", "The person has no e-mail address."],
        ["b", "The person has no e-mail address."],
        ["c", "The person is disabled or gone."],
      ],
    );
  });

  it("include the audit copy only where there is an address for it", () => {
    assert.deepEqual(plannedEmails([{ role: "audit" }], null), []);
    assert.deepEqual(plannedEmails([{ role: "audit" }], "audit@x.example"), [
      { channel: "email", recipient: "audit@x.example", role: "audit", personId: null, skippedBecause: null },
    ]);
  });
});
