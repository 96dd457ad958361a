import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../core/refusal.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { refusalPage } from "./refusal-page.ts";

const headingOf = async (problem: unknown) =>
  /<h1>(.+)<\/h1>/.exec(
    await (await refusalPage(problem, { requestId: "request-1", login: { returnTo: "/", again: false } })).text(),
  )?.[1];

test("the page says what went wrong, and only of who is not signed in that they are not", async () => {
  const reason = { code: "some.reason", message: "Because." };
  assert.equal(await headingOf(new Refusal("forbidden", [reason])), "You are not signed in");
  assert.equal(await headingOf(new EdgeRefusal("too-many", reason)), "Too many attempts");
  assert.equal(await headingOf(new Refusal("unavailable", [reason])), "Signing in is not possible right now");
  assert.equal(await headingOf(new EdgeRefusal("malformed", reason)), "That did not work");
  assert.equal(await headingOf(new Error("surprise")), "Something went wrong");
});
