import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { addNotice } from "../store/notices.ts";

let world: SignedInWorld;
const ids: Record<string, string> = {};
const at = (n: number) => new Date(world.at.getTime() + n * 1_000);

type Told = { state: "waiting" | "sent" | "skipped" | "dead"; channel?: string };

/** A notice that came out so for one recipient each. */
const aNotice = async (n: number, told: Told[]) => {
  const { db, ctx, people } = world;
  ctx.moveTo(at(n));
  // Outside tests ids are in the order of their making.
  const id = `0000000${n}${ctx.ids.newId().slice(8)}`;
  const notice = { id, kind: "request.asked", requestId: ctx.ids.newId(), at: at(n) } as const;
  await db.transaction().execute((trx) => addNotice(trx, notice));
  for (const [index, { state, channel = "email" }] of told.entries())
    await db
      .insertInto("deliveries")
      .values({
        ...{ id: ctx.ids.newId(), noticeId: notice.id, channel, recipient: `to-${index}@example.com`, state },
        ...{ role: "approver", personId: people.approver.id, createdAt: at(n) },
        nextAt: state === "waiting" ? at(n + 60) : null,
        sentAt: state === "sent" ? at(n) : null,
        lastError: state === "dead" ? "550 no such mailbox" : null,
      })
      .execute();
  ids[n] = notice.id;
  return notice;
};

before(async () => {
  world = await openSignedInWorld();
  await aNotice(1, [{ state: "sent" }, { state: "dead" }, { state: "dead" }]);
  await aNotice(2, [{ state: "sent" }, { state: "sent" }]);
  await aNotice(3, [{ state: "waiting", channel: "slack" }]);
  await aNotice(4, [{ state: "dead", channel: "slack" }, { state: "skipped" }]);
});
after(() => world.close());

const found = async (query: string) => {
  const { status, json } = await world.as.auditor("GET", `notices?${query}`);
  assert.equal(status, 200, JSON.stringify(json));
  return json.items.map(({ id }: { id: string }) => Object.keys(ids).find((n) => ids[n] === id)).join("");
};

test("the log is narrowed by how messages came out and by which way they went, each notice once, newest first", async () => {
  assert.equal(await found(""), "4321");
  assert.equal(await found("state=dead"), "41");
  assert.equal(await found("state=sent"), "21");
  assert.equal(await found("state=waiting,dead"), "431");
  assert.equal(await found("channel=slack"), "43");
  assert.equal(await found("channel=slack&state=dead"), "4");
  assert.equal(await found("channel=webhook"), "");
  for (const bad of ["state=lost", "channel=pigeon", "recipient=me", "request=x"])
    assert.equal((await world.as.auditor("GET", `notices?${bad}`)).status, 400, bad);
});

test("of one request, the log says which of its messages did not arrive", async () => {
  const { json } = await world.as.auditor("GET", "notices?state=dead&limit=1&channel=email");
  const [{ requestId, deliveries }] = json.items;
  assert.equal(await found(`request=${requestId}&state=dead`), "1");
  assert.equal(await found(`request=${requestId}&state=waiting`), "");
  const lost = deliveries.find(({ recipient }: { recipient: string }) => recipient === "to-1@example.com");
  assert.deepEqual(
    [lost.person.displayName, lost.recipient, lost.state, lost.lastError, lost.nextTryAt],
    ["Paul Approver", "to-1@example.com", "dead", "550 no such mailbox", null],
  );
});

test("pages of a narrowed log follow one another", async () => {
  for (const [query, all] of [
    ["state=dead,sent", "421"],
    ["", "4321"],
  ]) {
    let seen = "";
    let cursor = "";
    do {
      const { json } = await world.as.admin("GET", `notices?${query}&limit=1&cursor=${cursor}`);
      seen += Object.keys(ids).find((n) => ids[n] === json.items[0].id);
      cursor = json.nextCursor ?? "";
    } while (cursor);
    assert.equal(seen, all);
  }
});
