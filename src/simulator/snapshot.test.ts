import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { type SimulatorOptions, startSimulator } from "./start.ts";
import { startForTest } from "./test-clients.ts";

let dataDir: string;
const started: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
});

afterEach(async () => {
  for (const simulator of started.splice(0)) await simulator.stop();
  rmSync(dataDir, { recursive: true });
});

const start = async (options: SimulatorOptions = {}) => {
  const simulator = await startSimulator({ dataDir, ...options });
  started.push(simulator);
  return simulator;
};

test("assignments, operations under way and the frozen clock are there after a restart", async () => {
  const before = await startForTest({ dataDir });
  started.push(before);
  await before.create();
  before.simulator.clock.advance(2000);
  const underWay = await before.create({ PrincipalId: before.ids.user("liam.murphy") });
  const now = before.simulator.clock.now();
  await before.stop();
  const { world, clock } = await start({ limits: "none" });
  assert.equal(clock.now().getTime(), now.getTime());
  const pair = `${before.ids.account("payments-prod")} ${before.ids.permissionSet("AdministratorAccess")}`;
  assert.equal(world.assignments.count("pair", pair), 1);
  assert.equal(world.assignmentOperations.get(underWay?.RequestId ?? "")?.status, "IN_PROGRESS");
  clock.advance(2000);
  assert.equal(world.assignments.count("pair", pair), 2);
});

test("the offset of a running clock is kept", async () => {
  const before = await start();
  before.clock.advance(86_400_000);
  const then = before.clock.now().getTime();
  await before.stop();
  const after = await start();
  const passedMs = after.clock.now().getTime() - then;
  assert.ok(passedMs >= 0 && passedMs < 60_000, `${passedMs} ms passed`);
});

test("what is kept wins over the organisation asked for", async () => {
  await (await start()).stop();
  const organisation = { seed: 1, accounts: 3, orgUnits: 1, permissionSets: 1, users: 1, groups: 1 };
  const { world } = await start({ organisation });
  assert.equal(world.users.size, 60);
});

test("a torn or foreign file is refused loudly and left as it is", async () => {
  await (await start()).stop();
  const path = join(dataDir, "simulator.json");
  assert.deepEqual(readdirSync(dataDir), ["simulator.json"]);
  const whole = readFileSync(path, "utf8");
  for (const broken of [whole.slice(0, whole.length / 2), "", "{}", JSON.stringify({ format: "other" })]) {
    writeFileSync(path, broken);
    await assert.rejects(start(), /cannot be read/);
    assert.equal(readFileSync(path, "utf8"), broken);
  }
});

test("what a client was told is kept before it is told, so that a kill loses nothing", async () => {
  const before = await startForTest({ dataDir });
  started.push(before);
  const told = await before.create();
  // Nothing is stopped: this is what a killed process leaves behind.
  const after = await start({ limits: "none" });
  assert.equal(after.world.assignmentOperations.get(told?.RequestId ?? "")?.status, "IN_PROGRESS");
});
