import assert from "node:assert/strict";
import { it } from "node:test";
import { Hono } from "hono";
import { sessionCookie } from "./session-cookie.ts";

const setBy = async (publicUrl: string) => {
  const cookie = sessionCookie(publicUrl);
  const app = new Hono().get("/", (c) => {
    cookie.set(c, "token");
    return c.text("");
  });
  return (await app.request("/")).headers.get("set-cookie");
};

it("over https the cookie is bound to the host and never sent in the clear", async () => {
  assert.equal(await setBy("https://stint.example"), "__Host-stint=token; Path=/; HttpOnly; Secure; SameSite=Lax");
});

it("on this machine it is a plain one, which every browser keeps", async () => {
  for (const url of ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]) {
    assert.equal(await setBy(url), "stint=token; Path=/; HttpOnly; SameSite=Lax");
  }
});

it("over plain http to anywhere else there are no sessions at all", () => {
  assert.throws(() => sessionCookie("http://stint.example"), /need https/);
});
