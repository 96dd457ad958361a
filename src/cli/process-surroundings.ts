import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { CliProblem, exitCodes } from "./problem.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whoever reads us has heard enough (`| head`): that is no failure. */
const leaveQuietlyWhenUnread = () =>
  process.stdout.on("error", (problem: NodeJS.ErrnoException) => {
    if (problem.code === "EPIPE") process.exit(exitCodes.done);
    throw problem;
  });

const untilSignalled = (): AbortSignal => {
  const interrupting = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (interrupting.signal.aborted) process.exit(exitCodes.interrupted);
      interrupting.abort();
    });
  return interrupting.signal;
};

/** Answers what is typed on one line. `echo` shows it; without, nothing of it is shown, not even its length. */
const typed = async (question: string, facts: { echo: boolean; interrupted: AbortSignal }): Promise<string> => {
  const nothing = new Writable({ write: (_piece, _encoding, done) => done() });
  process.stderr.write(question);
  const reader = createInterface({
    input: process.stdin,
    output: facts.echo ? process.stderr : nothing,
    terminal: process.stdin.isTTY,
  });
  reader.on("SIGINT", () => process.emit("SIGINT"));
  try {
    return await new Promise((resolve, reject) => {
      reader.once("close", () => reject(new CliProblem("interrupted", "Nothing was typed.")));
      reader.question("", { signal: facts.interrupted }).then(resolve, reject);
    });
  } finally {
    reader.close();
    if (!facts.echo) process.stderr.write("\n");
  }
};

/** The real ones of this process. */
export const processSurroundings = (): Surroundings => {
  leaveQuietlyWhenUnread();
  const interrupted = untilSignalled();
  const { env, stdin, stdout, stderr } = process;
  return {
    env,
    home: homedir(),
    fetch,
    now: () => new Date(),
    wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    newId: randomUUID,
    interrupted,
    out: (words) => stdout.write(words),
    err: (words) => stderr.write(words),
    columns: stdout.isTTY ? stdout.columns : undefined,
    hasColours: stdout.isTTY && !env.NO_COLOR && env.TERM !== "dumb",
    canAsk: stdin.isTTY && stderr.isTTY,
    ask: (question) => typed(question, { echo: true, interrupted }),
    askSecret: (question) => typed(question, { echo: false, interrupted }),
    readInput: () => text(stdin),
  };
};
