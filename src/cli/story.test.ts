import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CliWorld, openCliWorld } from "../../test/cli-world.ts";

process.env.TZ = "UTC";
let world: CliWorld;
let rita: Record<string, string>;
let paul: Record<string, string>;
before(async () => {
  world = await openCliWorld();
  rita = await world.clientOf(world.people.requester);
  paul = await world.clientOf(world.people.approver);
});
after(() => world.close());

const asked = (...more: string[]) => ["request", "-a", "prod-1", "-r", "poweruser", "--for", "1h30m", ...more];
const idIn = (text: string) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? "";

test("what may be asked for is listed, and asking says first who must approve", async () => {
  const offered = await world.run(["accounts", "--search", "prod-1"], { env: rita });
  assert.match(offered.out, /^ACCOUNT +NAME +ROLE +APPROVAL +UP TO\n\d{12} +prod-1 +PowerUser +needed +\d+ h\n$/);
  const dry = await world.run(asked("-m", "Why not", "--dry-run"), { env: rita });
  assert.equal(dry.code, 0, dry.err);
  assert.match(
    dry.err,
    /for 1 h 30 min\.\nIt needs one approval; Paul Approver can approve it\.\nNothing was sent\.\n$/,
  );
  assert.equal((await world.run(["requests"], { env: rita })).err, "There are no such requests.\n");
});

test("a request is sent, found by its approver, approved once, and watched to its end", async () => {
  const sent = await world.run(asked("-m", "The disk is full", "--json"), { env: rita });
  assert.equal(sent.code, 0, sent.err);
  const request = JSON.parse(sent.out);
  assert.deepEqual(
    [request.state, request.durationMinutes, request.justification],
    ["pending", 90, "The disk is full"],
  );
  const waiting = await world.run(["requests", "--view", "to-decide", "--json"], { env: paul });
  assert.deepEqual(
    waiting.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id),
    [request.id],
  );

  const own = await world.run(["approve", request.id], { env: rita });
  assert.deepEqual([own.code, own.out], [1, ""]);
  assert.match(own.err, /^stint: .+ \(approval\.self\)\n {2}.+ \(approval\.not-approver\)\n {2}Request id: .+\n$/);

  const watched: number[] = [];
  const wait = await world.run(["request", "show", request.id, "--wait"], {
    env: rita,
    onWait: async (ms) => {
      watched.push(ms);
      if (watched.length === 1)
        assert.equal((await world.run(["approve", request.id, "-m", "Go"], { env: paul })).code, 0);
      if (watched.length === 2) {
        const grants = await world.run(["access", "--json"], { env: rita });
        const end = await world.run(["access", "end", idIn(grants.out), "-m", "Done"], { env: rita });
        assert.equal(end.code, 0, end.err);
      }
    },
  });
  assert.equal(wait.code, 1, "no access came of it");
  assert.deepEqual(watched, [2_000, 2_000]);
  const lines = wait.err.split("\n").map((line) => line.slice(10));
  assert.deepEqual(
    lines.slice(0, 2).map((line) => line.split(";")[0]),
    ["waits for one approval", "approved by Paul Approver: Go"],
  );
  assert.match(lines[2] ?? "", /^prod-1: scheduled for /);
  assert.match(lines[3] ?? "", /^prod-1: ended .*ended early by Rita Requester: Done/);
  assert.match(wait.out, /^State +approved$/m);

  const again = await world.run(["approve", request.id], { env: paul });
  assert.match(again.err, /already-approved/);
});

test("who stops watching is told that the request goes on", async () => {
  const stopping = new AbortController();
  const sent = await world.run(asked("-m", "Once more", "--wait"), {
    env: rita,
    interrupted: stopping.signal,
    onWait: () => stopping.abort(),
  });
  assert.equal(sent.code, 130);
  const id = idIn(sent.err);
  assert.match(sent.err, new RegExp(`The request goes on without you:\\n +stint request show ${id}`));
  assert.match((await world.run(["cancel", id], { env: rita })).out, /: cancelled\.\n$/);
  const like = await world.run(["request", "--like", id, "--for", "15m", "--json"], { env: rita });
  assert.deepEqual([JSON.parse(like.out).durationMinutes, JSON.parse(like.out).justification], [15, "Once more"]);
  assert.equal((await world.run(["reject", idIn(like.out), "-m", "No"], { env: paul })).code, 0);
  const several = await world.run(["cancel", id, idIn(like.out)], { env: rita });
  assert.deepEqual([several.code, several.out, several.err.match(/Request id/g)?.length], [1, "", 2]);
});

test("what would be refused is not sent, and every reason is told", async () => {
  const refused = await world.run(
    ["request", "-a", world.accounts.first.id, "-r", "PowerUser", "--for", "900h", "--at", "2020-01-01"],
    {
      env: rita,
    },
  );
  assert.equal(refused.code, 1);
  assert.match(refused.err, /^stint: This would be refused: /);
  assert.ok(refused.err.trim().split("\n").length >= 2, refused.err);
  const unknown = await world.run(["request", "-a", "prod-11", "-r", "PowerUser", "--for", "1h"], { env: rita });
  assert.match(unknown.err, /no account “prod-11” that you may ask for\. Did you mean “prod-1”\?/);
  const role = await world.run(["request", "-a", "prod-1", "-r", "PowerUsr", "--for", "1h"], { env: rita });
  assert.match(role.err, /there is PowerUser\. Did you mean “PowerUser”\?/);
});

test("the form makes one request though its first answer was lost", async () => {
  let lost = 0;
  const sent = await world.run(asked("-m", "Lost answer", "--json"), {
    env: rita,
    fetch: async (url, init) => {
      const answer = await world.app.request(String(url), init as RequestInit);
      if (init?.method === "POST" && String(url).endsWith("/requests") && lost++ === 0)
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("gone"), { code: "ECONNRESET" }) });
      return answer;
    },
  });
  assert.match(sent.err, /the connection broke off\. Sending the same once more\./);
  const all = await world.run(["requests", "--json"], { env: rita });
  assert.equal(all.out.split("\n").filter((line) => line.includes("Lost answer")).length, 1);
  assert.equal(JSON.parse(sent.out).state, "pending");
});

test("several accesses are all ending before anybody waits for one, and Stint may be out of reach meanwhile", async () => {
  const calls: string[] = [];
  const ended = await world.run(["access", "end", "one", "two", "--wait"], {
    env: rita,
    fetch: async (url, init) => {
      const [, id = ""] = /\/grants\/(\w+)/.exec(String(url)) ?? [];
      if (id === "") return world.app.request(String(url), init as RequestInit);
      calls.push(`${init?.method} ${id}`);
      if (calls.length === 3) return new Response("", { status: 503 });
      const state = init?.method === "POST" ? "ending" : "failed";
      return Response.json({ id, state, failure: "AWS said no.", account: { name: "prod-1" } });
    },
  });
  assert.deepEqual(calls, ["POST one", "POST two", "GET one", "GET one", "GET two"], ended.err);
  assert.equal(ended.code, 0, ended.err);
  assert.match(ended.err, /answered 503 .* Trying again\./);
});

test("an access that Stint fails to end keeps no other from being ended", async () => {
  const error = { error: { code: "internal", message: "Words.", requestId: "r-1" } };
  const ended = await world.run(["access", "end", "one", "two"], {
    env: rita,
    fetch: async (url, init) => {
      const [, id = ""] = /\/grants\/(\w+)/.exec(String(url)) ?? [];
      if (id === "") return world.app.request(String(url), init as RequestInit);
      return id === "one" ? Response.json(error, { status: 500 }) : Response.json({ id, state: "failed" });
    },
  });
  assert.deepEqual([ended.code, ended.out], [4, "two: failed\n"], ended.err);
});
