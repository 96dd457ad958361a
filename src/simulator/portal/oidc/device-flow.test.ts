import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type SmallPortal, startSmallPortal } from "../small-portal.ts";
import { accountId, userIds } from "../small-world.ts";

type Answer = { status: number; error: string | null; body: Record<string, string> };

describe("signing a command line in at the access portal", () => {
  let portal: SmallPortal;
  before(async () => {
    portal = await startSmallPortal();
  });
  after(() => portal.stop());

  const read = async (reply: Response): Promise<Answer> => ({
    status: reply.status,
    error: reply.headers.get("x-amzn-errortype"),
    body: (await reply.json()) as Record<string, string>,
  });
  const call = async (path: string, members: object) =>
    read(await fetch(portal.url() + path, { method: "POST", body: JSON.stringify(members) }));
  const ask = async (path: string, token: string) =>
    read(await fetch(portal.url() + path, { headers: { "x-amz-sso_bearer_token": token } }));

  const register = async (more: object = {}) => {
    const { body } = await call("/client/register", { clientName: "botocore", clientType: "public", ...more });
    return { clientId: body.clientId, clientSecret: body.clientSecret };
  };
  const startDevice = async (client: object) => {
    const { body } = await call("/device_authorization", { ...client, startUrl: `${portal.url()}/portal` });
    const token = () =>
      call("/token", {
        ...client,
        grantType: "urn:ietf:params:oauth:grant-type:device_code",
        deviceCode: body.deviceCode,
      });
    return { userCode: body.userCode ?? "", link: body.verificationUriComplete ?? "", token };
  };
  const decide = async (userName: string, user_code: string, decision: string) =>
    fetch(`${portal.url()}/portal/device`, {
      method: "POST",
      headers: { cookie: await portal.signIn(userName) },
      body: new URLSearchParams({ user_code, decision }),
    });
  const signedInToken = async (userName: string) => {
    const device = await startDevice(await register());
    await decide(userName, device.userCode, "allow");
    return (await device.token()).body.accessToken ?? "";
  };

  it("waits until somebody confirms the code, then speaks for that person", async () => {
    const device = await startDevice(await register());
    assert.equal((await device.token()).error, "AuthorizationPendingException");
    const link = new URL(device.link);
    const page = await portal.visit(link.pathname + link.search, await portal.signIn("amira.haddad"));
    assert.match(await page.text(), new RegExp(`botocore asks.*Amira Haddad[\\s\\S]*<code>${device.userCode}</code>`));
    await decide("amira.haddad", device.userCode.toLowerCase(), "allow");
    const { body } = await device.token();
    const accounts = await ask("/assignment/accounts", body.accessToken ?? "");
    assert.deepEqual(accounts.body.accountList, [
      { accountId, accountName: "Payments <Production>", emailAddress: "payments@acme.example" },
    ]);
    assert.equal((await device.token()).error, "InvalidGrantException", "a device code works once");
  });

  it("gets nothing when the person denies, when the code is over, or when another client asks", async () => {
    const client = await register();
    const denied = await startDevice(client);
    await decide("amira.haddad", denied.userCode, "deny");
    assert.equal((await decide("amira.haddad", denied.userCode, "allow")).status, 404, "a code is decided once");
    assert.equal((await denied.token()).error, "AccessDeniedException");
    const late = await startDevice(client);
    portal.clock.advance(10 * 60_000);
    assert.equal((await decide("amira.haddad", late.userCode, "allow")).status, 404);
    assert.equal((await late.token()).error, "ExpiredTokenException");
    const stranger = await startDevice({ ...client, clientSecret: "guessed" });
    assert.equal((await stranger.token()).error, "InvalidClientException");
  });

  it("hands out role credentials for held roles only", async () => {
    const token = await signedInToken("amira.haddad");
    const roles = await ask(`/assignment/roles?account_id=${accountId}`, token);
    assert.deepEqual(roles.body.roleList, [{ roleName: "ReadOnly", accountId }]);
    const { body } = await ask(`/federation/credentials?account_id=${accountId}&role_name=ReadOnly`, token);
    const credentials = body.roleCredentials as unknown as { accessKeyId: string; expiration: number };
    assert.equal(portal.world.roleSessions.get(credentials.accessKeyId)?.userName, "amira.haddad");
    assert.ok(credentials.expiration > portal.clock.now().getTime());
    const other = await ask(`/federation/credentials?account_id=${accountId}&role_name=Admin`, token);
    assert.deepEqual([other.status, other.error], [403, "ForbiddenException"]);
    assert.equal((await ask("/federation/credentials?account_id=1", token)).error, "InvalidRequestException");
  });

  it("refuses tokens that are made up, over, logged out, or of somebody disabled", async () => {
    const refused = async (token: string) => (await ask("/assignment/accounts", token)).error;
    assert.equal(await refused("made-up"), "UnauthorizedException");
    const loggedOut = await signedInToken("amira.haddad");
    await fetch(`${portal.url()}/logout`, { method: "POST", headers: { "x-amz-sso_bearer_token": loggedOut } });
    assert.equal(await refused(loggedOut), "UnauthorizedException");
    const disabled = await signedInToken("siobhan.o'connor");
    const user = portal.world.users.get(userIds.oconnor);
    assert.ok(user);
    portal.world.users.put({ ...user, status: "DISABLED" });
    assert.equal(await refused(disabled), "UnauthorizedException");
    portal.world.users.put(user);
    portal.clock.advance(8 * 3_600_000);
    assert.equal(await refused(disabled), "UnauthorizedException");
  });

  it("takes a refresh token once", async () => {
    const client = await register();
    const device = await startDevice(client);
    await decide("amira.haddad", device.userCode, "allow");
    const { refreshToken } = (await device.token()).body;
    const refresh = () => call("/token", { ...client, grantType: "refresh_token", refreshToken });
    assert.equal((await refresh()).status, 200);
    assert.equal((await refresh()).error, "InvalidGrantException");
  });

  it("suffers the faults asked for", async () => {
    const token = await signedInToken("amira.haddad");
    portal.faults.add({ operation: "GetRoleCredentials", kind: "throttle" });
    const struck = await ask(`/federation/credentials?account_id=${accountId}&role_name=ReadOnly`, token);
    assert.deepEqual([struck.status, struck.error], [429, "TooManyRequestsException"]);
  });
});
