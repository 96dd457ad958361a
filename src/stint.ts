import { isForServer, serverCommands } from "./app/server-commands.ts";

/** What is typed after `stint` runs Stint itself, or is a call to one that runs elsewhere; neither loads the other. */
const args = process.argv.slice(2);
if (isForServer(args)) {
  await import("./app/main.ts");
} else {
  const { runHere } = await import("./cli/run-here.ts");
  process.exitCode = await runHere(args, serverCommands);
}
