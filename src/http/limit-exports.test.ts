import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
let cookies: Record<"requester" | "auditor", string>;
before(async () => {
  world = await openSignedInWorld({ eligible: "at-once" });
  cookies = {
    requester: await world.cookieOf(world.people.requester),
    auditor: await world.cookieOf(world.people.auditor),
  };
  for (const accountId of [world.accounts.first.id, world.accounts.second.id])
    await world.as.requester("POST", "requests", {
      accountIds: [accountId],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: "deploy",
    });
});
after(() => world.close());

const open = (path: string, who: keyof typeof cookies = "requester") =>
  world.app.request(`/api/v1/${path}`, { headers: { cookie: cookies[who] } });

const exported = [
  "requests.csv",
  "requests.json",
  "grants.csv",
  "grants.json",
  "audit-events.csv",
  "audit-events.json",
];

test("nobody has more than three exports under way, of whatever kind, and each that ends makes room", async () => {
  for (const path of exported) {
    const [first, second, third] = await Promise.all([
      open(path, "auditor"),
      open("grants.csv", "auditor"),
      open(path, "auditor"),
    ]);
    assert.deepEqual(
      [first, second, third].map(({ status }) => status),
      [200, 200, 200],
      path,
    );
    const refused = await open(path, "auditor");
    assert.equal(refused.status, 429, path);
    assert.equal(refused.headers.get("retry-after"), "10");
    const { error } = (await refused.json()) as { error: { code: string } };
    assert.equal(error.code, "exports.too-many");
    const other = await open("requests.csv");
    assert.equal(other.status, 200, "what one person has open counts against nobody else");
    await other.text();
    assert.ok((await first.text()).length > 0);
    const next = await open(path, "auditor");
    assert.equal(next.status, 200, path);
    for (const answer of [second, third, next]) await answer.body?.cancel();
  }
});

test("an export that was refused or is only asked about holds no place", async () => {
  for (let n = 0; n < 5; n += 1) {
    assert.equal((await open("audit-events.csv")).status, 403);
    const asked = await world.app.request("/api/v1/requests.csv", {
      method: "HEAD",
      headers: { cookie: cookies.requester },
    });
    assert.equal(asked.status, 200);
  }
});

test("an export from which nobody takes for a minute is given up; one that is taken slowly is not", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => open("requests.csv")));
  const reader = answers[0]?.body?.getReader();
  await world.pass(40_000);
  await reader?.read();
  await world.pass(40_000);
  await assert.rejects(answers[1]?.text() ?? Promise.resolve(), /nobody took/);
  assert.equal((await reader?.read())?.done, false, "still there");
  const again = await Promise.all([open("requests.csv"), open("requests.csv")]);
  assert.deepEqual(
    again.map(({ status }) => status),
    [200, 200],
  );
  assert.equal((await open("requests.csv")).status, 429);
  for (const answer of again) await answer.body?.cancel();
  await reader?.cancel();
});
