import { driftOperations } from "../../contract/drift.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";
import { type Finding, kindWords, spokenHolder, spokenState } from "./drift-words.ts";

const columns: Column<Finding>[] = [
  { title: "FINDING", cell: ({ id }) => id },
  { title: "FOUND", cell: ({ foundAt }) => localTime(foundAt) },
  { title: "WHO", cell: spokenHolder, least: 16 },
  { title: "ROLE", cell: ({ permissionSet }) => permissionSet.name, least: 16 },
  { title: "ACCOUNT", cell: ({ account }) => account.name, least: 16 },
  { title: "WHAT", cell: ({ kind }) => kindWords[kind] ?? kind, least: 12 },
  { title: "STATE", cell: spokenState, least: 16 },
];

const notOver = "open,accepted,removing";

export const driftList = listCommand({
  name: "drift list",
  aliases: ["drift", "drift ls"],
  summary: "What AWS holds and Stint did not make, where it looks for that, newest first. For admins and auditors.",
  options: {
    all: { type: "boolean", words: "also what is over" },
    state: { type: "string", value: "<state,…>", words: "open, accepted, removing, removed, gone, unwatched" },
  },
  examples: ["stint drift", "stint drift list --state open"],
  operation: driftOperations.findings,
  query: ({ values }) => ({ state: values.state ?? (values.all ? undefined : notOver) }),
  columns,
  none: "There are no such findings.",
});
