import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TestContext, test } from "node:test";
import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
  SSOClient,
} from "@aws-sdk/client-sso";
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from "@aws-sdk/client-sso-oidc";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startForTest } from "../test-clients.ts";

const region = "eu-central-1";

/** A simulator, AWS's own clients of its portal, and a browser in which somebody is signed in. */
const start = async (t: TestContext) => {
  const aws = await startForTest();
  const { url } = aws.simulator;
  const sso = new SSOClient({ endpoint: url, region, maxAttempts: 1 });
  const oidc = new SSOOIDCClient({ endpoint: url, region, maxAttempts: 1 });
  t.after(async () => {
    sso.destroy();
    oidc.destroy();
    await aws.stop();
  });
  const signIn = await fetch(`${url}/portal/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ userName: "amira.haddad" }),
    redirect: "manual",
  });
  const headers = { cookie: signIn.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const browse = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), { redirect: "manual", headers, ...init });
  const tokenFor = async () => {
    const client = await oidc.send(new RegisterClientCommand({ clientName: "sdk", clientType: "public" }));
    const { clientId, clientSecret } = client;
    const device = await oidc.send(
      new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: `${url}/portal` }),
    );
    const grantType = "urn:ietf:params:oauth:grant-type:device_code";
    const ask = () =>
      oidc.send(new CreateTokenCommand({ clientId, clientSecret, grantType, deviceCode: device.deviceCode }));
    await assert.rejects(ask(), { name: "AuthorizationPendingException", error: "authorization_pending" });
    const body = new URLSearchParams({ user_code: device.userCode ?? "", decision: "allow" });
    await browse("/portal/device", { method: "POST", body });
    const { accessToken = "" } = await ask();
    return accessToken;
  };
  return { ...aws, sso, oidc, browse, tokenFor };
};

test("a device that a person let in gets credentials for a role until the assignment goes", async (t) => {
  const aws = await start(t);
  const accessToken = await aws.tokenFor();
  const accountId = aws.ids.account("payments-prod");
  const credentials = () =>
    aws.sso.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName: "AdministratorAccess" }));
  await assert.rejects(credentials(), { name: "ForbiddenException", message: "No access" });
  await aws.create();
  aws.simulator.clock.advance(2_000);
  const { accountList = [] } = await aws.sso.send(new ListAccountsCommand({ accessToken }));
  assert.ok(accountList.some((account) => account.accountId === accountId));
  const { roleList } = await aws.sso.send(new ListAccountRolesCommand({ accessToken, accountId }));
  assert.deepEqual(roleList, [{ roleName: "AdministratorAccess", accountId }]);
  const { roleCredentials } = await credentials();
  assert.equal(roleCredentials?.expiration, aws.simulator.clock.now().getTime() + 3_600_000);
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = roleCredentials ?? {};
  const sts = new STSClient({
    endpoint: aws.simulator.url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  });
  t.after(() => sts.destroy());
  await aws.remove();
  aws.simulator.clock.advance(2_000);
  await assert.rejects(credentials(), { name: "ForbiddenException", message: "No access" });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.match(
    Arn ?? "",
    /AWSReservedSSO_AdministratorAccess_[0-9a-f]{16}\/amira\.haddad$/,
    "what was issued lives on",
  );
  aws.simulator.clock.advance(3_600_000);
  await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { message: /expired/ });
});

test("a browser on the same machine brings back a code that is good with its verifier", async (t) => {
  const aws = await start(t);
  const redirectUri = "http://127.0.0.1:49152/oauth/callback";
  const { clientId, clientSecret } = await aws.oidc.send(
    new RegisterClientCommand({
      clientName: "sdk",
      clientType: "public",
      grantTypes: ["authorization_code", "refresh_token"],
      redirectUris: ["http://127.0.0.1/oauth/callback"],
      issuerUrl: `${aws.simulator.url}/portal`,
    }),
  );
  const codeVerifier = "a-verifier-that-is-long-enough-for-the-specification";
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId ?? "",
    redirect_uri: redirectUri,
    state: "s",
    code_challenge_method: "S256",
    code_challenge: createHash("sha256").update(codeVerifier).digest("base64url"),
  });
  const back = new URL((await aws.browse(`/authorize?${query}`)).headers.get("location") ?? "");
  const code = back.searchParams.get("code") ?? "";
  const grant = { clientId, clientSecret, grantType: "authorization_code", code, redirectUri };
  const { accessToken = "" } = await aws.oidc.send(new CreateTokenCommand({ ...grant, codeVerifier }));
  const { accountList = [] } = await aws.sso.send(new ListAccountsCommand({ accessToken }));
  assert.ok(accountList.length > 0);
  await assert.rejects(aws.oidc.send(new CreateTokenCommand({ ...grant, codeVerifier })), {
    name: "InvalidGrantException",
  });
});

test("a token that was signed out, or was never one, opens nothing", async (t) => {
  const aws = await start(t);
  const accessToken = await aws.tokenFor();
  const list = (token: string) => aws.sso.send(new ListAccountsCommand({ accessToken: token }));
  await list(accessToken);
  await aws.sso.send(new LogoutCommand({ accessToken }));
  for (const token of [accessToken, "made-up"])
    await assert.rejects(list(token), { name: "UnauthorizedException", message: "Session token not found or invalid" });
});
