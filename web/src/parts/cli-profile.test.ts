import assert from "node:assert/strict";
import { test } from "node:test";
import { cliProfile } from "./cli-profile.ts";

const profileOf = (name: string) =>
  cliProfile(
    { accountId: "444455556666", account: { name }, permissionSet: { name: "PowerUser" } },
    { portal: "https://d-1234.awsapps.com/start", region: "eu-central-1" },
  );

test("whatever an account is called, its profile has a name of one word that the CLI finds", () => {
  for (const name of ["Payments Production", "a]b[c", "#1", "Zürich & Söhne", "x\n[profile default]"]) {
    const [, inBrackets] = /^\[profile (.*)\]$/m.exec(profileOf(name)) ?? [];
    assert.match(inBrackets ?? "", /^[\w.-]+$/, name);
    assert.equal(profileOf(name).match(/^\[/gm)?.length, 2, name);
  }
  assert.match(profileOf("Payments Production"), /^\[profile Payments-Production-PowerUser\]$/m);
});

test("it says the Region of Identity Center and one to work in", () => {
  assert.match(profileOf("shop"), /^sso_region = eu-central-1$/m);
  assert.match(profileOf("shop"), /^region = eu-central-1$/m);
});
