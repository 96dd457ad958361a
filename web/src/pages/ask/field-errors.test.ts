import assert from "node:assert/strict";
import { test } from "node:test";
import { stillTrue } from "./field-errors.ts";

const form = { accountIds: ["1"], permissionSetArn: "arn", durationMinutes: 60, ticket: "A-1", justification: "why" };
const reason = (field: string) => ({ code: `${field}.wrong`, message: `${field} is wrong`, field });
const reasons = ["accountIds", "durationMinutes", "ticket", "justification"].map(reason);

const fieldsLeft = (now: Partial<typeof form>) =>
  stillTrue({ reasons, of: form }, { ...form, ...now }).map(({ field }) => field);

test("while the form is judged anew, only what does not depend on what was changed is still said", () => {
  assert.deepEqual(fieldsLeft({}), ["accountIds", "durationMinutes", "ticket", "justification"]);
  assert.deepEqual(fieldsLeft({ ticket: "A-12" }), ["accountIds", "durationMinutes", "justification"]);
  assert.deepEqual(fieldsLeft({ accountIds: ["2"] }), ["ticket", "justification"]);
  assert.deepEqual(fieldsLeft({ durationMinutes: 30, justification: "because" }), ["ticket"]);
});
