import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CliWorld, openCliWorld } from "../../test/cli-world.ts";

let world: CliWorld;
let adam: Record<string, string>;
let rita: Record<string, string>;
before(async () => {
  world = await openCliWorld();
  adam = await world.clientOf(world.people.admin);
  rita = await world.clientOf(world.people.requester);
});
after(() => world.close());

const asked = (...more: string[]) => [
  "request",
  "-a",
  "prod-1",
  "-r",
  "PowerUser",
  "--for",
  "1h",
  "-m",
  "why",
  ...more,
];
const stopped = (...more: string[]) => ["emergency-stop", ...more];
const lines = (text: string) => text.trim().split("\n").filter(Boolean);

test("an emergency stop says first what it ends, needs a yes, holds until it is lifted, and is for admins", async () => {
  assert.equal((await world.run(asked(), { env: rita })).code, 0);
  const whom = ["--person", "Rita Requester"];

  const dry = await world.run(stopped(...whom, "--dry-run"), { env: adam });
  assert.deepEqual([dry.code, dry.out], [0, ""], dry.err);
  assert.match(dry.err, /^This ends all access of Rita Requester: 0 active, 0 activating, 0 scheduled/);
  assert.match(dry.err, /1 request that waits is cancelled/);
  for (const [args, typed, code] of [
    [[...whom, "-m", "stolen"], ["n"], 130],
    [[...whom, "-m", "stolen"], undefined, 2],
    [whom, ["y"], 2],
    [["-m", "stolen", "-y"], undefined, 2],
    [[...whom, "--everything", "-m", "stolen", "-y"], undefined, 2],
  ] as const) {
    const told = await world.run(stopped(...args), { env: adam, ...(typed ? { typed: [...typed] } : {}) });
    assert.equal(told.code, code, told.err);
  }
  assert.deepEqual(lines((await world.run(stopped("list", "--json"), { env: adam })).out), []);

  const done = await world.run(stopped(...whom, "-m", "Her laptop is stolen", "-y", "--json"), { env: adam });
  assert.equal(done.code, 0, done.err);
  const stop = JSON.parse(done.out);
  assert.deepEqual([stop.holds, stop.cancelledRequests], [true, 1]);
  const again = await world.run(asked(), { env: rita });
  assert.deepEqual([again.code, /emergency stop/i.test(again.err)], [1, true], again.err);

  const shown = await world.run(stopped("show", stop.id), { env: adam });
  assert.match(shown.out, /Why +Her laptop is stolen/);
  assert.equal(lines((await world.run(stopped("list", "--holding", "--json"), { env: adam })).out).length, 1);
  assert.equal((await world.run(stopped("lift", stop.id, "-m", "I am fine", "-y"), { env: rita })).code, 1);
  const lifted = await world.run(stopped("lift", stop.id, "-m", "It was found", "-y"), { env: adam });
  assert.deepEqual([lifted.code, /nothing is held/.test(lifted.out)], [0, true], lifted.err);
  assert.equal((await world.run(asked(), { env: rita })).code, 0);
});

test("a stop whose answer was lost is one stop, and one that nobody answers may have arrived", async () => {
  const broken = () =>
    new Response(
      new ReadableStream({
        pull: (stream) => stream.error(Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })),
      }),
    );
  const losing = (times: number): typeof fetch => {
    let lost = 0;
    return async (url, init) => {
      const answer = await world.app.request(String(url), init as RequestInit);
      const isStart = init?.method === "POST" && String(url).endsWith("/emergency-stops");
      return isStart && lost++ < times ? broken() : answer;
    };
  };
  const args = stopped("--everything", "-m", "Drill", "--no-hold", "-y", "--json");
  const once = await world.run(args, { env: adam, fetch: losing(1) });
  assert.deepEqual([once.code, JSON.parse(once.out).comment], [0, "Drill"], once.err);
  assert.match(once.err, /the connection broke off\. Sending the same once more\./);
  const never = await world.run(args, { env: adam, fetch: losing(9) });
  assert.deepEqual([never.code, never.out], [4, ""]);
  assert.match(never.err, /It may have arrived all the same: stint emergency-stop list/);
  const all = lines((await world.run(stopped("list", "--json"), { env: adam })).out);
  assert.equal(all.filter((line) => JSON.parse(line).comment === "Drill").length, 2);
});

test("whoever may stop and not look is not kept from stopping, with a yes said before", async () => {
  const blind = await world.clientOf(world.people.admin, ["settings:write"]);
  const args = stopped("--account", world.accounts.first.id, "-m", "Leaked", "--no-hold");
  assert.equal((await world.run(args, { env: blind, typed: ["y"] })).code, 1);
  const told = await world.run([...args, "-y", "--json"], { env: blind });
  assert.deepEqual([told.code, JSON.parse(told.out || "{}").comment], [0, "Leaked"], told.err);
  assert.match(told.err, /What it ends cannot be told before/);
});
