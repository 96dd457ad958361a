import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { CloudError } from "../core/identity-center.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld({ eligible: "at-once" });
});
after(() => world.close());

type Named = "requester" | "approver" | "auditor" | "admin" | "stranger";

const granted = async () => {
  const { json, status } = await world.as.requester("POST", "requests", {
    accountIds: [world.accounts.first.id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  assert.equal(status, 201, JSON.stringify(json));
  assert.equal(json.state, "approved");
  assert.equal(json.decisions[0].decider, null, "policy decided");
  return json.grants[0].id as string;
};
const nobody = "00000000-0000-4000-8000-000000000000";

test("who may see a grant, and who may end it, is the same in its abilities and in the command", async () => {
  const mayEnd: Record<Named, boolean | "unseen"> = {
    requester: true,
    approver: true,
    admin: true,
    auditor: false,
    stranger: "unseen",
  };
  for (const [who, may] of Object.entries(mayEnd) as [Named, boolean | "unseen"][]) {
    const id = await granted();
    const seen = await world.as[who]("GET", `grants/${id}`);
    const ended = await world.as[who]("POST", `grants/${id}/end`, { comment: "done" });
    if (may === "unseen") assert.deepEqual([seen.status, ended.status], [404, 404]);
    else assert.deepEqual([seen.status, seen.json.abilities.end, ended.status], [200, may, may ? 200 : 403], who);
    if (may === true) {
      assert.deepEqual(
        [ended.json.state, ended.json.endReason, ended.json.endedBy.id],
        ["ended", "revoked", world.people[who].id],
      );
      assert.deepEqual(ended.json.abilities, { end: false, readActivity: who !== "admin" });
      const again = await world.as.admin("POST", `grants/${id}/end`);
      assert.deepEqual([again.status, again.json.error.code], [409, "grant.already-ended"]);
      assert.match(again.json.error.message, new RegExp(world.people[who].displayName));
    } else assert.equal((await world.as.admin("POST", `grants/${id}/end`)).status, 200);
  }
  for (const id of [nobody, "nothing"]) {
    assert.equal((await world.as.admin("GET", `grants/${id}`)).json.error.code, "grant.not-found");
    assert.equal((await world.as.admin("POST", `grants/${id}/end`)).json.error.code, "grant.not-found");
  }
});

test("whoever may not read the directory narrows access by what the access they see names, and learns of nothing else", async () => {
  const id = await granted();
  const { requester, approver, auditor, stranger, anonymous } = world.as;
  const values = async (call: typeof requester, query: string) =>
    (await call("GET", `grants/filter-values?${query}`)).json.items?.map(({ label }: { label: string }) => label);
  assert.deepEqual(await values(requester, "field=account"), ["prod-1"]);
  assert.deepEqual(await values(requester, `field=account&search=${world.accounts.first.id}`), ["prod-1"]);
  assert.deepEqual(await values(requester, "field=account&search=prod-2"), []);
  assert.deepEqual(await values(requester, "field=permissionSet&search=POWER"), ["PowerUser"]);
  assert.deepEqual(await values(approver, "field=requester"), ["Rita Requester"]);
  assert.deepEqual(await values(approver, "field=requester&view=mine"), []);
  assert.deepEqual(await values(auditor, "field=requester&view=all&search=rita"), ["Rita Requester"]);
  for (const field of ["requester", "account", "permissionSet"])
    assert.deepEqual(await values(stranger, `field=${field}`), []);
  assert.equal(
    (await approver("GET", "grants/filter-values?field=account&view=all")).json.error.code,
    "view.not-yours",
  );
  assert.equal((await anonymous("GET", "grants/filter-values?field=account")).status, 401);
  for (const query of ["", "field=state", "field=account&limit=5", "field=account&view=decided"])
    assert.equal((await auditor("GET", `grants/filter-values?${query}`)).status, 400, query);
  const reads = await world.bearerOf(world.people.requester, ["requests:read"]);
  assert.equal((await reads("GET", "grants/filter-values?field=account")).json.error.code, "scope.missing");
  await world.as.admin("POST", `grants/${id}/end`);
});

test("the export holds the grants of the list, whole, and no cell is a formula", async () => {
  const { requester, auditor, stranger, approver, anonymous } = world.as;
  const id = await granted();
  await requester("POST", `grants/${id}/end`, { comment: "=HYPERLINK()" });
  const rows = (text: string) => text.split("\r\n").slice(0, -1);
  const listed = (await auditor("GET", "grants?view=all&limit=200")).json.items.map((one: { id: string }) => one.id);
  const exported = await auditor("GET", "grants.csv?view=all");
  assert.equal(exported.status, 200);
  assert.match(exported.headers.get("content-disposition") ?? "", /stint-grants\.csv/);
  const [head, ...lines] = rows(exported.json.text);
  assert.match(head ?? "", /^id,request_id,created_at,state,person_id,/);
  assert.deepEqual(
    lines.map((line) => line.slice(0, 36)),
    listed,
  );
  const line = lines.find((one) => one.startsWith(id)) ?? "";
  assert.match(line, /,Rita Requester,.*,prod-1,.*,PowerUser,.*,revoked,.*,Rita Requester,'=HYPERLINK\(\),/);
  assert.equal(rows((await stranger("GET", "grants.csv")).json.text).length, 1);
  assert.equal(rows((await approver("GET", "grants.csv?state=ended&view=in-my-scope")).json.text).length > 1, true);
  assert.equal((await approver("GET", "grants.csv?view=all")).json.error.code, "view.not-yours");
  assert.equal((await anonymous("GET", "grants.csv")).status, 401);
  for (const query of ["limit=1", "cursor=e30", "state=open", "sort=endsAt"])
    assert.equal((await auditor("GET", `grants.csv?view=all&${query}`)).status, 400, query);
});

test("while Identity Center does not answer nobody decides on old knowledge, and ending works", async () => {
  const id = await granted();
  await world.db.updateTable("eligibilityPolicies").set({ approvalRequired: true }).execute();
  const { json } = await world.as.requester("POST", "requests", {
    accountIds: [world.accounts.second.id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  await world.db.updateTable("people").set({ refreshedAt: null }).execute();
  const { findPerson } = world.context.lookup;
  world.context.lookup.findPerson = async () => {
    throw new CloudError({ problem: "unavailable", operation: "DescribeUser", message: "not reached" });
  };
  try {
    const decided = await world.as.approver("POST", `requests/${json.id}/approve`);
    assert.deepEqual([decided.status, decided.json.error.code], [503, "directory.stale"]);
    await world.db.deleteFrom("approvalPolicies").execute();
    await world.db.deleteFrom("eligibilityPolicies").execute();
    await world.db.updateTable("accounts").set({ goneAt: world.at }).execute();
    await world.db.updateTable("permissionSets").set({ goneAt: world.at }).execute();
    assert.equal((await world.as.requester("POST", `grants/${id}/end`)).status, 200);
  } finally {
    world.context.lookup.findPerson = findPerson;
  }
});
