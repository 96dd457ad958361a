import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { oidcProviderSource } from "./oidc-provider-source.ts";

const hourMs = 3_600_000;

/** A provider that describes itself as it is told, and counts how often it was asked. */
const provider = async (t: TestContext) => {
  let asked = 0;
  let issuer: string | undefined;
  const server = createServer((_request, response) => {
    asked += 1;
    if (!issuer) return response.writeHead(503).end();
    return response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ issuer, authorization_endpoint: `${issuer}/auth`, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    describe: (as: string | undefined) => {
      issuer = as;
    },
    asked: () => asked,
  };
};

const standingClock = () => {
  let now = new Date("2031-05-05T10:00:00.000Z");
  return {
    now: () => now,
    advance: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
};

test("a provider is asked when first needed, once by all who wait, and again after an hour", async (t) => {
  const { url, describe, asked } = await provider(t);
  const clock = standingClock();
  const source = oidcProviderSource({ issuer: url, clientId: "stint", clock });
  assert.equal(asked(), 0);
  await assert.rejects(source.read());
  describe(url);
  const [one, other] = await Promise.all([source.read(), source.read()]);
  assert.equal(one, other);
  assert.equal(asked(), 2);
  clock.advance(hourMs - 1);
  await source.read();
  assert.equal(asked(), 2);
  clock.advance(1);
  describe(undefined);
  assert.equal((await source.read()).issuer, url, "what was read before still holds");
  assert.equal(asked(), 3);
});

test("a provider that calls itself another is refused, however much it resembles the one", async (t) => {
  const { url, describe } = await provider(t);
  const source = oidcProviderSource({ issuer: url, clientId: "stint", clock: standingClock() });
  for (const other of [`${url}/{tenantid}/v2.0`, "https://login.microsoftonline.com/{tenantid}/v2.0", `${url}/x`]) {
    describe(other);
    await assert.rejects(source.read(), /issuer/);
  }
});

test("a provider is not asked over a line on which somebody could answer for it", () => {
  for (const issuer of ["http://login.example.com", "ftp://127.0.0.1"])
    assert.throws(() => oidcProviderSource({ issuer, clientId: "stint", clock: standingClock() }), /over https/);
});
