import { emergencyStopOperations as operations } from "../../contract/emergency-stop-operations.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";
import { type Stop, spokenProgress, spokenScope } from "./stop-words.ts";

const columns: Column<Stop>[] = [
  { title: "STOP", cell: ({ id }) => id },
  { title: "ASKED AT", cell: ({ askedAt }) => localTime(askedAt) },
  { title: "HOLDS", cell: ({ holds }) => (holds ? "yes" : "no") },
  { title: "SCOPE", cell: ({ scope }) => spokenScope(scope), least: 24 },
  { title: "BY", cell: ({ askedBy }) => askedBy.displayName, least: 12 },
  { title: "PROGRESS", cell: spokenProgress, least: 20 },
];

export const stopList = listCommand({
  name: "emergency-stop list",
  summary: "Emergency stops and how far they are, newest first. For admins and auditors.",
  options: { holding: { type: "boolean", words: "only those that hold their scope now" } },
  examples: ["stint emergency-stop list --holding"],
  operation: operations.list,
  query: ({ values }) => ({ holding: values.holding ? "true" : undefined }),
  columns,
  none: "There are no emergency stops.",
});
