import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { openSignedInWorld, publicUrl, type SignedInWorld } from "../../test/signed-in.ts";
import { sendRequest } from "../commands/send-request.ts";
import { appendAudit } from "../store/audit-events.ts";
import { createHttpApp } from "./app.ts";
import type { Subscriber } from "./event-hub.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

type Line = { status: number; next(): Promise<string>; until(words: string): Promise<string>; close(): Promise<void> };

const follow = async (
  cookie: string,
  lastEventId?: number,
  { app }: Pick<SignedInWorld, "app"> = world,
): Promise<Line> => {
  const response = await app.request("/api/v1/events", {
    headers: {
      cookie,
      origin: publicUrl,
      ...(lastEventId === undefined ? {} : { "last-event-id": String(lastEventId) }),
    },
  });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const next = async () => {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    return done ? "(end)" : decoder.decode(value);
  };
  return {
    status: response.status,
    next,
    until: async (words) => {
      let text = "";
      while (!text.includes(words)) text += await next();
      return text;
    },
    close: async () => reader?.cancel(),
  };
};

const ask = () =>
  sendRequest(world.ctx, {
    caller: { personId: world.people.requester.id },
    input: {
      accountIds: [world.accounts.first.id],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: "deploy",
    },
  });

const note = (action: string) =>
  world.db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: world.at, newId: () => world.ctx.ids.newId() }, [
        { actor: { kind: "system" }, action, subject: { kind: "settings", id: "settings" } },
      ]),
    );

test("that more was read of what was done with access is told to who may see it, and to nobody else", async () => {
  const lines: Record<string, Line> = {};
  for (const who of ["requester", "auditor", "admin", "stranger"] as const) {
    lines[who] = await follow(await world.cookieOf(world.people[who]));
    await lines[who]?.next();
  }
  const key = {
    personId: world.people.requester.id,
    accountId: world.accounts.first.id,
    permissionSetArn: world.role.arn,
  };
  const grantId = await insertGrant(world.db, {
    key,
    startsAt: world.at,
    endsAt: new Date(world.at.getTime() + 60_000),
  });
  await world.db.updateTable("grants").set({ state: "activating" }).where("id", "=", grantId).execute();
  for (const events of [1, 2]) await world.db.updateTable("activityReadings").set({ events }).execute();
  await note("settings.changed");
  await lines.admin?.until("settings.changed");
  world.pass(1_000);
  for (const who of ["requester", "auditor"])
    assert.match((await lines[who]?.until("activity.read")) ?? "", new RegExp(`data: {"grantId":"${grantId}"}`));
  await note("settings.changed");
  assert.doesNotMatch((await lines.admin?.until("settings.changed")) ?? "", /activity/);
  for (const line of Object.values(lines)) await line.close();
});

test("each sees, in order, what they may see and nothing else, with ids only", async () => {
  const lines: Record<string, Line> = {};
  for (const who of ["requester", "approver", "auditor", "admin", "stranger"] as const) {
    lines[who] = await follow(await world.cookieOf(world.people[who]));
    assert.match((await lines[who]?.next()) ?? "", /^: welcome/);
  }
  const { request } = await ask();
  await note("settings.changed");
  await note("sign-in.refused");
  const told = await lines.auditor?.until("sign-in.refused");
  assert.match(told ?? "", /event: request\.created[\s\S]*event: settings\.changed[\s\S]*event: sign-in\.refused/);
  assert.doesNotMatch(told ?? "", /deploy|Rita/);
  for (const who of ["requester", "approver"])
    assert.match((await lines[who]?.next()) ?? "", new RegExp(`"requestId":"${request.id}"`));
  assert.match((await lines.admin?.until("settings.changed")) ?? "", /event: request\.created/);
  world.beat();
  for (const who of ["requester", "approver", "stranger"])
    assert.equal(await lines[who]?.next(), "event: beat\ndata: {}\n\n", "nothing else was waiting");
  for (const line of Object.values(lines)) await line.close();
});

test("a line that broke goes on where it broke off", async () => {
  const { seq } = await world.db.selectFrom("auditHead").select("seq").executeTakeFirstOrThrow();
  const { request } = await ask();
  const line = await follow(await world.cookieOf(world.people.requester), seq);
  assert.match(await line.until("request.created"), new RegExp(request.id));
  await line.close();
});

test("a line that broke too long ago begins with a reset", async () => {
  const line0 = await follow(await world.cookieOf(world.people.requester));
  const many = Array.from({ length: 1_100 }, () => ({
    actor: { kind: "system" as const },
    action: "directory.synced",
    subject: { kind: "directory", id: "directory" },
  }));
  await world.db
    .transaction()
    .execute((trx) => appendAudit(trx, { at: world.at, newId: () => world.ctx.ids.newId() }, many));
  const { request } = await ask();
  await line0.until(request.id);
  const line = await follow(await world.cookieOf(world.people.requester), 0);
  assert.match(await line.until("reset"), /event: reset/);
  await line.close();
  await line0.close();
});

test("the line ends when the session does, and when the person is disabled", async () => {
  const cookie = await world.cookieOf(world.people.stranger);
  const line = await follow(cookie);
  await line.next();
  const answer = await world.app.request("/auth/logout", { method: "POST", headers: { cookie, origin: publicUrl } });
  assert.equal(answer.status, 204);
  world.beat();
  assert.equal(await line.next(), "(end)");
  const other = await follow(await world.cookieOf(world.people.stranger));
  await other.next();
  const setEnabled = (enabled: boolean) =>
    world.db.updateTable("people").set({ enabled }).where("id", "=", world.people.stranger.id).execute();
  await setEnabled(false);
  world.beat();
  assert.equal(await other.next(), "(end)");
  await setEnabled(true);
});

test("a line outlives one look that the database does not answer, not two in a row, and looks where no page waits", async () => {
  let isAway = false;
  const db = world.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (isAway) throw new Error("Connection terminated unexpectedly");
      return result;
    },
  });
  const events = { db, subscribe: (one: Subscriber) => world.context.events.subscribe(one) };
  const app = createHttpApp({ ...world.context, events });
  const line = await follow(await world.cookieOf(world.people.stranger), undefined, { app });
  await line.next();
  for (const [away, told] of [
    [true, "event: beat\ndata: {}\n\n"],
    [false, "event: beat\ndata: {}\n\n"],
    [true, "event: beat\ndata: {}\n\n"],
    [true, "(end)"],
  ] as const) {
    isAway = away;
    world.beat();
    assert.equal(await line.next(), told);
  }
});

test("an open line is no use of the session: it ends when the session has been idle too long", async () => {
  const line = await follow(await world.cookieOf(world.people.stranger));
  await line.next();
  world.ctx.moveBy(8 * 60 - 1);
  world.beat();
  assert.equal(await line.next(), "event: beat\ndata: {}\n\n");
  world.ctx.moveBy(1);
  world.beat();
  assert.equal(await line.next(), "(end)");
  world.ctx.moveTo(world.at);
});

test("nobody can open lines without end, and closed ones count no more", async () => {
  const cookie = await world.cookieOf(world.people.admin);
  const lines: Line[] = [];
  for (let n = 0; n < 10; n += 1) lines.push(await follow(cookie));
  assert.equal((await follow(cookie)).status, 503);
  assert.equal((await follow(await world.cookieOf(world.people.auditor))).status, 200);
  await lines.pop()?.close();
  assert.equal((await follow(cookie)).status, 200);
  assert.equal((await world.as.anonymous("GET", "events")).status, 401);
  assert.equal((await world.as.admin("GET", "events", undefined, { "last-event-id": "-1" })).status, 400);
});

test("asking for the head alone opens no line", async () => {
  const { cookieOf, people, app } = world;
  const cookie = await cookieOf(people.approver);
  for (let n = 0; n < 12; n += 1)
    assert.equal((await app.request("/api/v1/events", { method: "HEAD", headers: { cookie } })).status, 200);
  const line = await follow(cookie);
  assert.equal(line.status, 200);
  await line.close();
});
