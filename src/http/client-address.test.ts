import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { it } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { AppEnv } from "./app-env.ts";
import { clientAddress } from "./client-address.ts";

const appBehind = (trustedProxies: number) =>
  new Hono<AppEnv>().get("/", (c) => c.text(clientAddress(c, trustedProxies)));

const seenBehind = async (trustedProxies: number, forwarded?: string) => {
  const answer = await appBehind(trustedProxies).request("/", {
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  });
  return answer.text();
};

it("the socket tells the address when there is no proxy, whatever a header claims", async () => {
  const server = createServer(getRequestListener(appBehind(0).fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  assert.equal(await answer.text(), "127.0.0.1");
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("behind proxies the address is the one the outermost trusted proxy saw", async () => {
  assert.equal(await seenBehind(1, "203.0.113.9"), "203.0.113.9");
  assert.equal(await seenBehind(1, "made.up, 203.0.113.9"), "203.0.113.9");
  assert.equal(await seenBehind(2, "made.up, 203.0.113.9, 10.0.0.1"), "203.0.113.9");
  assert.equal(await seenBehind(2, "10.0.0.1"), "local");
  assert.equal(await seenBehind(1), "local");
});
