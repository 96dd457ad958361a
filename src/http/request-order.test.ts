import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
const sent: string[] = [];
before(async () => {
  world = await openSignedInWorld();
  for (const ticket of ["OPS-1", "ops-1", null, "=OPS-2"]) {
    world.ctx.moveBy(1);
    const { json } = await world.as.requester("POST", "requests", {
      accountIds: [world.accounts.first.id, world.accounts.second.id],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: 'deploy, "now"\nplease',
      ticket,
    });
    sent.push(json.id);
  }
  // The last one expires first.
  await world.db
    .updateTable("requests")
    .set({ expiresAt: world.at })
    .where("id", "=", sent[3] ?? "")
    .execute();
  const soon = new Date(world.ctx.clock.now().getTime() + 60_000);
  await world.db
    .updateTable("requests")
    .set({ expiresAt: soon })
    .where("id", "=", sent[2] ?? "")
    .execute();
});
after(() => world.close());

const walk = async (call: SignedInWorld["as"]["auditor"], query: string): Promise<number[]> => {
  const seen: number[] = [];
  let cursor = "";
  do {
    const { status, json } = await call("GET", `requests?${query}&limit=1&cursor=${cursor}`);
    assert.equal(status, 200, JSON.stringify(json));
    seen.push(...json.items.map(({ id }: { id: string }) => sent.indexOf(id)));
    cursor = json.nextCursor ?? "";
  } while (cursor);
  return seen;
};

test("every view goes from the newest to the oldest and the other way, page by page, each request once", async () => {
  const { requester, approver, auditor } = world.as;
  await approver("POST", `requests/${sent[0]}/approve`);
  await approver("POST", `requests/${sent[1]}/reject`);
  for (const [call, view, newestFirst] of [
    [requester, "mine", [3, 2, 1, 0]],
    [approver, "decided", [1, 0]],
    [approver, "in-my-scope", [3, 2, 1, 0]],
    [auditor, "all", [3, 2, 1, 0]],
    [auditor, `all&account=${world.accounts.first.id}`, [3, 2, 1, 0]],
    [auditor, "all&state=approved,rejected", [1, 0]],
    [approver, "in-my-scope&ticket=Ops-1", [1, 0]],
    [approver, "decided&ticket=Ops-1", [1, 0]],
    [auditor, `all&ticket=Ops-1&account=${world.accounts.first.id}`, [1, 0]],
    [auditor, "all&ticket=ops", []],
  ] as const) {
    assert.deepEqual(await walk(call, `view=${view}`), newestFirst, view);
    assert.deepEqual(await walk(call, `view=${view}&sort=createdAt`), [...newestFirst].reverse(), view);
  }
});

test("what waits is sorted by its expiry too, and nothing else is", async () => {
  const { approver, auditor } = world.as;
  for (const id of [sent[0], sent[1]])
    await world.db
      .updateTable("requests")
      .set({ state: "pending", closedAt: null })
      .where("id", "=", id ?? "")
      .execute();
  await world.db
    .deleteFrom("decisions")
    .where("requestId", "=", sent[1] ?? "")
    .execute();
  assert.deepEqual(await walk(approver, "view=to-decide&sort=expiresAt"), [2, 1]);
  assert.deepEqual(await walk(approver, "view=to-decide&sort=-expiresAt"), [1, 2]);
  for (const query of ["view=all&sort=expiresAt", "sort=-expiresAt", "view=in-my-scope&sort=expiresAt"]) {
    const { status, json } = await auditor("GET", `requests?${query}`);
    assert.deepEqual([status, json.error.code], [400, "sort.only-to-decide"], query);
  }
  for (const query of ["sort=ticket", "sort=-", "sort=createdAt,expiresAt", `ticket=${"x".repeat(201)}`, "ticket=%00"])
    assert.equal((await auditor("GET", `requests?view=all&${query}`)).status, 400, query);
  const { json } = await auditor("GET", "requests?view=all&limit=1");
  const turned = await auditor("GET", `requests?view=all&sort=createdAt&cursor=${json.nextCursor}`);
  assert.deepEqual([turned.status, turned.json.error.code], [400, "cursor.invalid"], "a cursor is of one order");
});

test("the export holds what the list holds, whole, in its order, and no cell is a formula", async () => {
  const { requester, approver, auditor, stranger, anonymous } = world.as;
  const exported = await auditor("GET", "requests.csv?view=all");
  assert.equal(exported.status, 200);
  assert.match(exported.headers.get("content-type") ?? "", /^text\/csv/);
  assert.match(exported.headers.get("content-disposition") ?? "", /stint-requests\.csv/);
  const rows = (text: string) => text.split("\r\n").slice(0, -1);
  const [head, ...lines] = rows(exported.json.text);
  assert.match(head ?? "", /^id,created_at,state,requester_id,/);
  assert.deepEqual(
    lines.map((line) => sent.indexOf(line.slice(0, 36))),
    [3, 2, 1, 0],
  );
  assert.match(exported.json.text, /,'=OPS-2,"deploy, ""now""\nplease",true,1,0,/);
  assert.match(
    exported.json.text,
    new RegExp(`,${world.accounts.first.id}; ${world.accounts.second.id},prod-1; prod-2,`),
  );
  const mine = rows((await requester("GET", "requests.csv?ticket=OPS-1&sort=createdAt")).json.text);
  assert.deepEqual(
    mine.slice(1).map((line) => sent.indexOf(line.slice(0, 36))),
    [0, 1],
  );
  assert.equal(rows((await stranger("GET", "requests.csv?view=in-my-scope")).json.text).length, 1);
  for (const call of [requester, approver, stranger])
    assert.equal((await call("GET", "requests.csv?view=all")).json.error.code, "view.not-yours");
  assert.equal((await anonymous("GET", "requests.csv")).status, 401);
  for (const query of ["limit=1", "cursor=e30", "state=open", "from=now"])
    assert.equal((await auditor("GET", `requests.csv?view=all&${query}`)).status, 400, query);
  const reads = await world.bearerOf(world.people.auditor, ["grants:read"]);
  assert.equal((await reads("GET", "requests.csv?view=all")).json.error.code, "scope.missing");
});

test("whoever may not read the directory narrows by what their own requests name, and learns of nothing else", async () => {
  const { requester, approver, auditor, stranger } = world.as;
  const values = async (call: SignedInWorld["as"]["auditor"], query: string) =>
    (await call("GET", `requests/filter-values?${query}`)).json.items?.map(({ label }: { label: string }) => label);
  assert.deepEqual(await values(requester, "field=account"), ["prod-1", "prod-2"]);
  assert.deepEqual(await values(requester, "field=account&search=PROD-2"), ["prod-2"]);
  assert.deepEqual(await values(requester, `field=account&search=${world.accounts.first.id}`), ["prod-1"]);
  assert.deepEqual(await values(requester, "field=permissionSet"), ["PowerUser"]);
  assert.deepEqual(await values(approver, "field=requester"), []);
  assert.deepEqual(await values(approver, "field=requester&view=in-my-scope"), ["Rita Requester"]);
  assert.deepEqual(await values(auditor, "field=requester&view=all&search=rita"), ["Rita Requester"]);
  assert.deepEqual(await values(stranger, "field=account&view=in-my-scope"), []);
  assert.equal((await approver("GET", "requests/filter-values?field=account&view=all")).status, 403);
  for (const query of ["", "field=state", "field=account&limit=5", "field=account&view=some"])
    assert.equal((await auditor("GET", `requests/filter-values?${query}`)).status, 400, query);
});
