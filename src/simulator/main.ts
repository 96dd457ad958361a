import { parseArgs } from "node:util";
import { startSimulator } from "./start.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8081" },
    data: { type: "string" },
    "stint-url": { type: "string" },
    caller: { type: "string", default: "delegated" },
  },
});

if (values.caller !== "delegated" && values.caller !== "management")
  throw new Error("--caller is delegated or management.");

const simulator = await startSimulator({
  port: Number(values.port),
  caller: values.caller,
  ...(values.data ? { dataDir: values.data } : {}),
  ...(values["stint-url"] ? { stintUrl: values["stint-url"] } : {}),
});
process.stdout.write(`Simulated AWS at ${simulator.url}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.stop());
