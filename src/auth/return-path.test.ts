import assert from "node:assert/strict";
import { it } from "node:test";
import { returnPath } from "./return-path.ts";

it("a deep link of ours is kept whole", () => {
  for (const path of ["/", "/requests/42", "/requests?view=to-decide&state=pending#top", "/a%20b/ü"]) {
    assert.equal(returnPath(path), new URL(path, "http://x").href.slice("http://x".length));
  }
});

it("whatever could lead to another site leads home", () => {
  const evil = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\u0000",
    "/\u0085",
    "/\u007f",
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e//evil.example",
    "https://evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "?next=//evil.example",
    "",
    `/${"x".repeat(2_000)}`,
  ];
  for (const asked of [...evil, null, undefined]) assert.equal(returnPath(asked), "/", JSON.stringify(asked));
});

it("signing in never ends where signing in begins", () => {
  for (const path of ["/auth/saml/login", "/auth", "/auth/logout", "/x/../auth/saml/login"]) {
    assert.equal(returnPath(path), "/");
  }
  assert.equal(returnPath("/authors"), "/authors");
});
