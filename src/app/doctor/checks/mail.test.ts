import assert from "node:assert/strict";
import { test } from "node:test";
import type { SesIdentity } from "../../../notify/examine/ses-identity.ts";
import { judgeSender } from "./mail.ts";

const states = (address: SesIdentity["state"], domain: SesIdentity["state"], isInSandbox: boolean | null = false) =>
  judgeSender("stint@acme.example", {
    identities: [
      { identity: "stint@acme.example", state: address },
      { identity: "acme.example", state: domain },
    ],
    isInSandbox,
  }).map(({ state }) => state);

test("SES sends if the address or its domain is verified, also where the other may not be asked about", () => {
  for (const other of ["unverified", "unknown", null] as const) {
    assert.deepEqual(states("verified", other), ["ok"]);
    assert.deepEqual(states(other, "verified"), ["ok"]);
  }
  assert.deepEqual(states("unknown", "unverified"), ["wrong"]);
  assert.deepEqual(states("unknown", "unknown"), ["wrong"]);
  assert.deepEqual(states("unknown", null), ["not-looked-at"]);
});

test("a sender in SES's sandbox is a warning", () => {
  assert.deepEqual(states("verified", "unknown", true), ["ok", "warning"]);
  assert.deepEqual(states("verified", "unknown", null), ["ok"]);
});
