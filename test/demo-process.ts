import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

const main = join(import.meta.dirname, "../src/app/main.ts");

export type DemoProcess = {
  url: string;
  simulatorUrl: string;
  pid: number;
  /** What it printed so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** `npm start` as a process of its own, on ports and in a folder of the test's choice; resolves once it says that it can serve. */
export const startDemoProcess = async (facts: {
  dataDir: string;
  ports?: { stint: number; simulator: number };
}): Promise<DemoProcess & { ports: { stint: number; simulator: number } }> => {
  const ports = facts.ports ?? { stint: await freePort(), simulator: await freePort() };
  const child = spawn(process.execPath, ["--liftoff-only", main, "demo"], {
    env: {
      ...process.env,
      STINT_PORT: String(ports.stint),
      STINT_SIMULATOR_PORT: String(ports.simulator),
      STINT_DATA_DIR: facts.dataDir,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const url = `http://127.0.0.1:${ports.stint}`;
  const giveUpAt = Date.now() + 120_000;
  for (;;) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    await ready?.body?.cancel();
    if (ready?.status === 200) break;
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      child.kill("SIGKILL");
      throw new Error(`the demo did not become ready (exit code ${child.exitCode}):\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    ports,
    simulatorUrl: `http://127.0.0.1:${ports.simulator}`,
    pid: child.pid ?? 0,
    output: () => printed,
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    },
  };
};
