import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
  const { requester, approver } = world.as;
  for (const justification of ["deploy", "=1+1", "zwölf “Anführungen”\n"]) {
    const { json } = await requester("POST", "requests", {
      accountIds: [world.accounts.first.id, world.accounts.second.id],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification,
    });
    assert.equal((await approver("POST", `requests/${json.id}/approve`)).status, 200);
  }
});
after(() => world.close());

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire, read by nobody's types
type Parsed = any;

/** The recipe of the documentation, written without a line of ours. */
const canonical = (value: Parsed): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
};

test("whoever has the JSON export can verify the chain without Stint", async () => {
  const { status, headers, json } = await world.as.auditor("GET", "audit-events.json?sort=at");
  assert.equal(status, 200);
  assert.match(headers.get("content-type") ?? "", /^application\/json/);
  assert.equal(json.format, "stint-audit-events/1");
  const events: Parsed[] = json.events.toSorted((a: Parsed, b: Parsed) => a.seq - b.seq);
  assert.ok(events.length >= 12);
  let previousHash = "0".repeat(64);
  for (const [index, { hash, names, ...event }] of events.entries()) {
    assert.equal(event.seq, index + 1);
    assert.equal(event.previousHash, previousHash);
    assert.equal(createHash("sha256").update(canonical(event)).digest("hex"), hash);
    assert.ok(names);
    previousHash = hash;
  }
  assert.deepEqual(json.head, { seq: events.length, hash: previousHash });
});

test("an export without any match is a whole document", async () => {
  const { json } = await world.as.auditor("GET", "audit-events.json?action=never.happened");
  assert.deepEqual(json.events, []);
  const csv = await world.as.auditor("GET", "audit-events.csv?action=never.happened");
  assert.equal(csv.json.text.trimEnd().split("\r\n").length, 1);
});

test("one event is read by its number, and only by auditors", async () => {
  const { auditor, admin, anonymous } = world.as;
  const { json } = await auditor("GET", "audit-events/1");
  assert.equal(json.seq, 1);
  assert.equal(json.permissionSet.name, "PowerUser");
  assert.equal((await auditor("GET", "audit-events/999999")).status, 404);
  assert.equal((await auditor("GET", "audit-events/x")).status, 404);
  assert.equal((await admin("GET", "audit-events/1")).status, 403);
  for (const who of [admin, world.as.approver, world.as.stranger])
    assert.equal((await who("GET", "audit-events.json")).status, 403);
  assert.equal((await anonymous("GET", "audit-events.json")).status, 401);
});
