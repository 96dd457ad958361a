import assert from "node:assert/strict";
import { test } from "node:test";
import { cliProfile } from "../../../web/src/parts/cli-profile.ts";
import { profileText } from "./profile-text.ts";

// The console takes no code from the server's side, so the text stands twice; this keeps the two the same.
test("the terminal and the console give the same profile, whatever an account is called and whether the Region is known", () => {
  for (const name of ["payments-prod", " Ledger (EU) & co. ", "Ünïcode"])
    for (const region of ["eu-central-1", null]) {
      const held = { accountId: "111111111111", account: { name }, permissionSet: { name: "Admin" } };
      const facts = { portal: "https://acme.awsapps.com/start", region };
      assert.equal(`${profileText(held, facts)}\n`, cliProfile(held, facts));
    }
});
