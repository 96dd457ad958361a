/** Prints what the engine costs against the budgets: `npm run bench`, or `npm run bench -- overhead together` for some of it. */
import { startPostgres } from "../test/postgres-server.ts";
import { benchEndsTogether } from "./ends-together.ts";
import { benchEngineOverhead } from "./engine-overhead.ts";

const benches: Record<string, () => Promise<void>> = {
  overhead: benchEngineOverhead,
  together: () => benchEndsTogether(),
};

const options = process.argv.slice(2);
const wanted = options.filter((option) => !option.startsWith("--"));
const server = options.includes("--postgres") ? await startPostgres() : undefined;
if (server) process.env.STINT_TEST_POSTGRES_URL = server.url;
console.log(
  `On ${server ? "PostgreSQL" : "PGlite"}, Node ${process.version}, against the simulated AWS with AWS's limits.`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
await server?.stop();
