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

test("an address that looks like a host's, and a body that is too large, are answered for what they are", async (t) => {
  const simulator = await startSimulator();
  t.after(() => simulator.stop());
  assert.equal((await fetch(`${simulator.url}//elsewhere.example/x`)).status, 404);
  assert.equal((await fetch(`${simulator.url}//`)).status, 404);
  const tooLarge = await fetch(`${simulator.url}/portal/sign-in`, { method: "POST", body: new Uint8Array(17 << 20) });
  assert.equal(tooLarge.status, 413);
});
