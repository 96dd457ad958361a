import assert from "node:assert/strict";
import { it } from "node:test";
import { runInNewContext } from "node:vm";
import { portalScript } from "./script.ts";

const run = (hash: string, form?: { submit(): void }): string | undefined => {
  let wentTo: string | undefined;
  runInNewContext(portalScript, {
    document: { querySelector: () => form ?? null },
    location: {
      hash,
      replace: (address: string) => {
        wentTo = address;
      },
    },
    addEventListener: () => undefined,
  });
  return wentTo;
};

it("follows the deep links to a role that AWS's portal has", () => {
  assert.equal(run("#/console?account_id=1&role_name=R"), "/portal/console?account_id=1&role_name=R");
  for (const hash of ["", "#/", "#//evil.example?x", "#/elsewhere?x"]) assert.equal(run(hash), undefined, hash);
});

it("sends the form that is marked for it", () => {
  let sent = 0;
  const submit = () => {
    sent += 1;
  };
  run("", { submit });
  assert.equal(sent, 1);
});
