/**
 * Prints what things cost against their budgets: `npm run bench`, or `npm run bench -- overhead together` for some of it;
 * `--postgres` runs on a PostgreSQL server instead of the embedded database. `load` (`--grants`, `--ending`) and `people` (`--people`,
 * `--minutes`, `--eager` for people who hardly read) run the deployed processes on a PostgreSQL server in any case.
 */
import { parseArgs } from "node:util";
import { startPostgres } from "../test/postgres-server.ts";
import { benchActivity } from "./activity.ts";
import { benchAuditPages } from "./audit-pages.ts";
import { benchConsole } from "./console.ts";
import { benchDirectorySync } from "./directory-sync.ts";
import { benchEligibility } from "./eligibility.ts";
import { benchStopAmongEnds, benchStopEverything } from "./emergency-stop.ts";
import { benchEndsInVirtualTime } from "./ends-in-virtual-time.ts";
import { benchEndsTogether } from "./ends-together.ts";
import { benchEngineOverhead } from "./engine-overhead.ts";
import { benchLoad } from "./load.ts";
import { benchPeople } from "./people.ts";
import { benchRecheckAccess } from "./recheck-access.ts";
import { benchRequestPages } from "./request-pages.ts";

const { values: options, positionals: named } = parseArgs({
  options: {
    postgres: { type: "boolean", default: false },
    grants: { type: "string", default: "10000" },
    ending: { type: "string", default: "1000" },
    people: { type: "string", default: "200" },
    minutes: { type: "string", default: "3" },
    eager: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

const benches: Record<string, () => Promise<unknown>> = {
  overhead: benchEngineOverhead,
  together: () => benchEndsTogether(1_000, [800, 2_500]),
  "together-slowly": () => benchEndsTogether(300, [2_000, 6_000]),
  "together-virtually": () => benchEndsInVirtualTime(Number(options.ending), [800, 2_500]),
  eligibility: () => benchEligibility(),
  pages: () => benchRequestPages(),
  "audit-pages": () => benchAuditPages(),
  "stop-amid-ends": () => benchStopAmongEnds(1_000),
  "stop-everything": () => benchStopEverything(10_000),
  recheck: benchRecheckAccess,
  sync: benchDirectorySync,
  console: benchConsole,
  activity: benchActivity,
  load: () => benchLoad({ grants: Number(options.grants), ending: Number(options.ending) }),
  people: () =>
    benchPeople({
      people: Number(options.people),
      minutes: Number(options.minutes),
      haste: options.eager ? "eager" : "office",
    }),
};
/** A million requests take minutes to make: only when asked for. */
const usual = ["overhead", "together", "together-slowly", "eligibility"];

const unknown = named.filter((name) => !(name in benches));
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
const server = options.postgres ? await startPostgres() : undefined;
if (server) process.env.STINT_TEST_POSTGRES_URL = server.url;
console.log(
  `On ${server ? "PostgreSQL" : "PGlite (load and people: PostgreSQL)"}, Node ${process.version}, against the simulated AWS with AWS's limits.`,
);
for (const [name, bench] of Object.entries(benches)) {
  if ((named.length === 0 ? usual : named).includes(name)) await bench();
}
await server?.stop();
