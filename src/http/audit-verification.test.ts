import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { verifyAuditChain } from "../commands/verify-audit-chain.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const path = "audit-events/verification";

test("auditors, and nobody else, see whether the chain is whole and have it read from its beginning", async () => {
  const { auditor, admin, approver, stranger, anonymous } = world.as;
  assert.equal((await auditor("GET", path)).json.outcome, "unknown");
  for (const who of [admin, approver, stranger]) {
    assert.equal((await who("GET", path)).status, 403);
    assert.equal((await who("POST", path)).status, 403);
  }
  assert.equal((await anonymous("GET", path)).status, 401);

  const asked = await auditor("POST", path);
  assert.equal(asked.status, 202);
  assert.equal(asked.json.running.askedBy.displayName, "Ada Auditor");
  assert.deepEqual((await auditor("POST", path)).json.running, asked.json.running);
  while (await verifyAuditChain(world.ctx));
  const { json } = await auditor("GET", path);
  assert.equal(json.outcome, "whole");
  assert.equal(json.running, null);
  assert.equal(json.last.events, json.checkedUpTo.seq);
  const [event] = (await auditor("GET", "audit-events?action=audit.")).json.items;
  assert.equal(event.action, "audit.verified");
});
