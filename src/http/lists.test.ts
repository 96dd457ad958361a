import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aPerson } from "../../test/builders.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
const sent: string[] = [];
before(async () => {
  world = await openSignedInWorld();
  const other = await world.signedInAs(await aPerson(world.db, { groups: [world.groups.engineers.id] }));
  for (const [call, account] of [
    [world.as.requester, world.accounts.first],
    [world.as.requester, world.accounts.second],
    [other, world.accounts.first],
  ] as const) {
    world.ctx.moveBy(1);
    const { json } = await call("POST", "requests", {
      accountIds: [account.id],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: "deploy",
    });
    sent.push(json.id);
  }
  await world.as.approver("POST", `requests/${sent[0]}/approve`);
});
after(() => world.close());

const idsOf = (answer: { json: { items: { id: string }[] } }) => answer.json.items.map(({ id }) => id);
const [first, second, third] = [() => sent[0], () => sent[1], () => sent[2]];

test("each view holds what it says, newest first, with the abilities that the single request has", async () => {
  const { requester, approver, auditor, admin, stranger } = world.as;
  assert.deepEqual(idsOf(await requester("GET", "requests")), [second(), first()]);
  assert.deepEqual(idsOf(await requester("GET", "requests?view=mine&state=pending")), [second()]);
  assert.deepEqual(idsOf(await requester("GET", "requests?view=to-decide")), []);
  assert.deepEqual(idsOf(await approver("GET", "requests?view=to-decide")), [third(), second()]);
  assert.deepEqual(idsOf(await approver("GET", "requests?view=decided")), [first()]);
  assert.deepEqual(idsOf(await approver("GET", "requests?view=in-my-scope")), [third(), second(), first()]);
  for (const call of [auditor, admin]) assert.equal((await call("GET", "requests?view=all")).json.items.length, 3);
  for (const call of [requester, approver, stranger])
    assert.equal((await call("GET", "requests?view=all")).json.error.code, "view.not-yours");
  assert.deepEqual(idsOf(await stranger("GET", "requests?view=in-my-scope")), []);
  const { json } = await approver("GET", "requests?view=in-my-scope");
  for (const item of json.items) {
    const { json: single } = await approver("GET", `requests/${item.id}`);
    assert.deepEqual({ ...item, deciders: single.deciders }, single);
    assert.equal(item.deciders, null, "a list does not look them up");
  }
});

test("filters narrow, pages follow one another, and grants are listed the same way", async () => {
  const { auditor, requester, approver, stranger } = world.as;
  const all = "requests?view=all";
  assert.deepEqual(idsOf(await auditor("GET", `${all}&account=${world.accounts.second.id}`)), [second()]);
  assert.deepEqual(idsOf(await auditor("GET", `${all}&requester=${world.people.requester.id}`)), [second(), first()]);
  assert.deepEqual(idsOf(await auditor("GET", `${all}&state=approved,rejected`)), [first()]);
  assert.deepEqual(idsOf(await auditor("GET", `${all}&state=approved&state=pending`)), [third(), second(), first()]);
  assert.deepEqual(idsOf(await auditor("GET", `${all}&from=2026-11-20T10:03:00Z`)), [third()]);
  assert.deepEqual(idsOf(await auditor("GET", `${all}&to=2026-11-20T10:02:00Z`)), [first()]);
  assert.deepEqual(idsOf(await auditor("GET", `${all}&permissionSet=${world.role.arn}x`)), []);
  const page = await auditor("GET", `${all}&limit=2`);
  const next = await auditor("GET", `${all}&limit=2&cursor=${page.json.nextCursor}`);
  assert.deepEqual([...idsOf(page), ...idsOf(next)], [third(), second(), first()]);
  assert.equal(next.json.nextCursor, undefined);
  for (const [call, count] of [
    [auditor, 1],
    [requester, 1],
    [approver, 1],
    [stranger, 0],
  ] as const)
    assert.equal((await call("GET", "grants?state=scheduled,active")).json.items.length, count);
  assert.equal((await requester("GET", "grants?view=all")).json.error.code, "view.not-yours");
  for (const query of [
    "view=everything",
    "state=open",
    "account=x",
    "limit=0",
    "cursor=e30",
    "approver=me",
    "from=now",
  ])
    for (const list of ["requests", "grants"])
      assert.equal((await auditor("GET", `${list}?${query}`)).status, 400, `${list}?${query}`);
});

test("access held over a period is found by it, and by its end only what is not over is sorted", async () => {
  const { auditor, requester, stranger } = world.as;
  const [grant] = (await auditor("GET", "grants")).json.items;
  const minute = (iso: string, minutes: number) => new Date(Date.parse(iso) + minutes * 60_000).toISOString();
  const during = `activeFrom=${minute(grant.startsAt, 10)}&activeTo=${minute(grant.startsAt, 20)}`;
  for (const call of [auditor, requester]) assert.deepEqual(idsOf(await call("GET", `grants?${during}`)), [grant.id]);
  assert.deepEqual(idsOf(await stranger("GET", `grants?${during}`)), []);
  assert.deepEqual(idsOf(await auditor("GET", `grants?activeTo=${grant.startsAt}`)), []);
  assert.deepEqual(idsOf(await auditor("GET", `grants?activeFrom=${grant.endsAt}`)), []);
  assert.deepEqual(idsOf(await auditor("GET", "grants?state=scheduled,active&sort=endsAt")), [grant.id]);
  for (const query of ["sort=endsAt", "sort=endsAt&state=active,ended", "sort=-endsAt&state=failed"])
    assert.equal((await auditor("GET", `grants?${query}`)).json.error.reasons[0].code, "sort.only-not-over", query);
  for (const query of ["sort=person", "activeFrom=yesterday", "activeTo=1"])
    assert.equal((await auditor("GET", `grants?${query}`)).status, 400, query);
});
