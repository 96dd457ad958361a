import assert from "node:assert/strict";
import { test } from "node:test";
import { startSimulator } from "../start.ts";

test("the clock is read and set over HTTP, and those who listen are told", async (t) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  const url = `${simulator.url}/_simulator/clock`;
  const post = async (body: unknown) => {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as { now: string; frozen: boolean } };
  };
  let jumps = 0;
  const stopListening = simulator.clock.onJump(() => {
    jumps += 1;
  });
  const frozen = await post({ now: "2027-01-01T00:00:00.000Z", freeze: true });
  assert.deepEqual(frozen.body, { now: "2027-01-01T00:00:00.000Z", frozen: true });
  await post({ advanceMs: 90_000 });
  const read = (await (await fetch(url)).json()) as { now: string };
  assert.equal(read.now, "2027-01-01T00:01:30.000Z");
  const running = await post({ freeze: false });
  assert.equal(running.body.frozen, false);
  assert.ok(Math.abs(Date.parse(running.body.now) - Date.parse(read.now)) < 5_000);
  assert.equal(jumps, 4);
  stopListening();
  for (const bad of [{ now: "yesterday" }, { advanceMs: "1" }, { freeze: "yes" }, { other: 1 }])
    assert.equal((await post(bad)).status, 400);
  assert.equal(jumps, 4);
});
