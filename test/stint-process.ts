import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const main = join(import.meta.dirname, "../src/app/main.ts");

/** One command of Stint as a process of its own, with the environment it is given and nothing of ours. */
export const startStint = (args: readonly string[], environment: Record<string, string>) => {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? "", AWS_EC2_METADATA_DISABLED: "true", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  const ended = once(child, "close");
  return {
    pid: child.pid ?? 0,
    output: () => printed,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    /** The exit code, once it has ended by itself. */
    ended: async (): Promise<number | null> => {
      await ended;
      return child.exitCode;
    },
    /** Sends a signal that does not end it, such as the one that makes it stand still. */
    send: (signal: "SIGSTOP" | "SIGCONT") => child.kill(signal),
    stop: async (signal: NodeJS.Signals = "SIGTERM") => {
      child.kill(signal);
      await ended;
    },
  };
};

export type StintProcess = ReturnType<typeof startStint>;
