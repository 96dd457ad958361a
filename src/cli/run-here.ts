import type { ExitCode } from "./problem.ts";
import { processSurroundings } from "./process-surroundings.ts";
import { runCli } from "./run.ts";

/** The command line in this process and on its terminal. */
export const runHere = (args: readonly string[], serverWords: readonly string[]): Promise<ExitCode> =>
  runCli(processSurroundings(), args, serverWords);
