import assert from "node:assert/strict";
import { test } from "node:test";
import { startSimulator } from "./start.ts";

test("an address it does not know is refused loudly", async (t) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  const answer = await fetch(`${simulator.url}/no/such/thing`);
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /nothing at GET \/no\/such\/thing/);
  assert.equal((await fetch(`${simulator.url}/_simulator/state`, { method: "POST" })).status, 405);
});

test("the state shows the organisation without anyone's credentials", async (t) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  const state = (await (await fetch(`${simulator.url}/_simulator/state`)).json()) as Record<string, unknown[]>;
  assert.equal(state.accounts?.length, 40);
  assert.equal(state.users?.length, 60);
  assert.equal("roleSessions" in state, false);
  assert.equal((await fetch(simulator.url)).status, 200);
});

test("it listens on the loopback address only, and a stopped simulator no longer answers", async (t) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  assert.match(simulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  await simulator.stop();
  await assert.rejects(fetch(simulator.url));
});
