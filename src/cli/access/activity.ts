import { grantOperations } from "../../contract/grant-operations.ts";
import type { Answer } from "../../contract/operation.ts";
import type { Client } from "../client.ts";
import { type Call, command, type Options } from "../command.ts";
import { instantOf } from "../list-filters.ts";
import { CliProblem, usageProblem } from "../problem.ts";
import type { Screen } from "../screen.ts";
import type { Column } from "../table.ts";
import { localSecond, localTime } from "../times.ts";

type Activity = Answer<typeof grantOperations.activity>;
type Event = Activity["items"][number];

const options = {
  outcome: { type: "string", value: "<outcome,…>", words: "success, denied, error" },
  service: { type: "string", value: "<service,…>", words: "like s3.amazonaws.com" },
  from: { type: "string", value: "<time>", words: "at this time or later; -2h is two hours ago" },
  to: { type: "string", value: "<time>", words: "before this time" },
  csv: { type: "boolean", words: "all of it as CSV, safe to open in a spreadsheet" },
  follow: { type: "boolean", short: "f", words: "go on with what comes, until all of the trail was read" },
} as const satisfies Options;

const columns: Column<Event>[] = [
  { title: "AT", cell: ({ at }) => localSecond(at) },
  { title: "OUTCOME", cell: ({ outcome }) => outcome },
  { title: "SERVICE", cell: ({ service }) => service.replace(/\.amazonaws\.com$/, ""), least: 10 },
  { title: "ACTION", cell: ({ action }) => action, least: 20 },
  { title: "REGION", cell: ({ region }) => region },
  { title: "RESOURCES", cell: ({ resources }) => resources.map(({ name }) => name).join(", "), least: 24 },
  { title: "ERROR", cell: ({ errorCode }) => errorCode ?? "", least: 12 },
];

const sourceNote = ({ source }: Activity) =>
  `${source.message}${source.readUpTo && !source.complete ? ` Read up to ${localTime(source.readUpTo)}.` : ""}`;

type Query = Record<string, string | undefined>;

const readAll = async (client: Client, facts: { id: string; query: Query }) => {
  const items: Event[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { ...facts.query, limit: "200", cursor };
    const { value } = await client.call(grantOperations.activity, { params: { id: facts.id }, query });
    items.push(...value.items);
    cursor = value.nextCursor;
    if (cursor === undefined) return { items, source: value };
  }
};

const lookEveryMs = 5_000;

/** Prints what is new, oldest first, until nothing more can come. */
const follow = async (call: Call<typeof options>, facts: { id: string; query: Query }) => {
  const { client, screen, json, surroundings: s } = call;
  const seen = new Set<string>();
  let said = "";
  for (;;) {
    const { items, source } = await readAll(client(), facts);
    const fresh = items.filter(({ id }) => !seen.has(id)).sort((one, other) => one.at.localeCompare(other.at));
    for (const event of fresh) seen.add(event.id);
    if (fresh.length > 0) print(screen, fresh, json);
    const note = source.source.message;
    if (note !== said) screen.note(sourceNote(source));
    said = note;
    if (source.source.complete || !source.source.configured) return;
    await s.wait(lookEveryMs, s.interrupted);
    if (s.interrupted.aborted)
      throw new CliProblem("interrupted", "No longer following; Stint goes on reading the trail.");
  }
};

const print = (screen: Screen, events: readonly Event[], json: boolean) => {
  if (json) for (const event of events) screen.json(JSON.stringify(event));
  else if (events.length > 0) screen.table(columns, events);
};

export const activity = command({
  name: "activity",
  aliases: ["access activity"],
  summary: "What was done with an access, from CloudTrail: for its holder, approvers of the request, and auditors.",
  takes: "<access id>",
  options,
  details: "Trails lag some minutes behind. What is known of how far the trail was read goes to stderr.",
  examples: ["stint activity 01994f60-… --outcome denied,error", "stint activity 01994f60-… --csv > activity.csv"],
  run: async (call) => {
    const {
      given: [id = ""],
      values,
      client,
      screen,
      json,
    } = call;
    const query = {
      outcome: values.outcome,
      service: values.service,
      from: instantOf(call, { option: "from", text: values.from }),
      to: instantOf(call, { option: "to", text: values.to }),
    };
    if (values.csv && (json || values.follow)) throw usageProblem("--csv goes with neither --json nor --follow.");
    if (values.csv) {
      const pieces = client().download(grantOperations.exportActivity, { params: { id }, query });
      for await (const piece of pieces) screen.file(piece);
    } else if (values.follow) await follow(call, { id, query });
    else {
      const { items, source } = await readAll(client(), { id, query });
      print(screen, items, json);
      if (items.length === 0) screen.note("Nothing is known to have been done with it.");
      screen.note(sourceNote(source));
    }
    return undefined;
  },
});
