import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { type SmallPortal, startSmallPortal } from "../small-portal.ts";

const verifier = "a-verifier-that-is-long-enough-for-the-specification";
const challenge = createHash("sha256").update(verifier).digest("base64url");

describe("signing in by a browser on the same machine", () => {
  let portal: SmallPortal;
  let client: { clientId: string; clientSecret: string };
  before(async () => {
    portal = await startSmallPortal();
    const body = { clientName: "aws", clientType: "public", redirectUris: ["http://127.0.0.1/oauth/callback"] };
    client = (await post("/client/register", body)).body as typeof client;
  });
  after(() => portal.stop());

  const post = async (path: string, members: object) => {
    const reply = await fetch(portal.url() + path, { method: "POST", body: JSON.stringify(members) });
    return { error: reply.headers.get("x-amzn-errortype"), body: await reply.json() };
  };
  const redirectUri = "http://127.0.0.1:49152/oauth/callback";
  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({
      response_type: "code",
      client_id: client.clientId,
      redirect_uri: redirectUri,
      state: "s-1",
      code_challenge_method: "S256",
      code_challenge: challenge,
      ...more,
    });
  const codeFor = async (userName: string) => {
    const reply = await portal.visit(`/authorize?${query()}`, await portal.signIn(userName));
    const back = new URL(reply.headers.get("location") ?? "");
    assert.equal(back.searchParams.get("state"), "s-1");
    return back.searchParams.get("code");
  };
  const exchange = (code: string | null, more: object = {}) =>
    post("/token", { ...client, grantType: "authorization_code", code, redirectUri, codeVerifier: verifier, ...more });

  it("comes back to any port of the registered loopback address with a code that works once", async () => {
    const code = await codeFor("amira.haddad");
    assert.equal((await exchange(code)).error, null);
    assert.equal((await exchange(code)).error, "InvalidGrantException");
  });

  it("gives nothing for a code without its verifier, or a minute late", async () => {
    assert.equal(
      (await exchange(await codeFor("amira.haddad"), { codeVerifier: "guess" })).error,
      "InvalidGrantException",
    );
    const code = await codeFor("amira.haddad");
    portal.clock.advance(60_000);
    assert.equal((await exchange(code)).error, "InvalidGrantException");
  });

  it("never sends a code to an address that was not registered, nor without a challenge", async () => {
    const cookie = await portal.signIn("amira.haddad");
    const wrong: Record<string, string>[] = [
      { redirect_uri: "https://evil.example/oauth/callback" },
      { redirect_uri: "http://127.0.0.1:1/elsewhere" },
      { client_id: "unknown" },
      { code_challenge: "" },
    ];
    for (const more of wrong) assert.equal((await portal.visit(`/authorize?${query(more)}`, cookie)).status, 400);
  });
});
