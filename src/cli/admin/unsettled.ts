import type { Answer } from "../../contract/operation.ts";
import { systemOperations } from "../../contract/system.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";

type Assignment = Answer<typeof systemOperations.unsettled>["items"][number];

const columns: Column<Assignment>[] = [
  { title: "WANTED", cell: ({ wanted }) => wanted },
  { title: "SINCE", cell: ({ since }) => localTime(since) },
  { title: "WHO", cell: ({ person }) => person.displayName, least: 14 },
  { title: "ROLE", cell: ({ permissionSet }) => permissionSet.name, least: 12 },
  { title: "ACCOUNT", cell: ({ account }) => account.name, least: 12 },
  { title: "LAST ERROR", cell: ({ lastError }) => lastError ?? "", least: 20 },
];

export const unsettled = listCommand({
  name: "system assignments",
  summary: "Assignments that AWS does not hold as they are wanted, the longest first. For admins and auditors.",
  options: { wanted: { type: "string", value: "<present|absent>", words: "wanted so" } },
  examples: ["stint system assignments --wanted absent"],
  operation: systemOperations.unsettled,
  query: ({ values }) => ({ wanted: values.wanted }),
  columns,
  none: "AWS holds every assignment as it is wanted.",
});
