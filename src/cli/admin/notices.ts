import { noticesOperation } from "../../contract/notices.ts";
import type { Answer } from "../../contract/operation.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";

type Notice = Answer<typeof noticesOperation>["items"][number];
type Told = { notice: Notice; delivery: Notice["deliveries"][number] | undefined };

const columns: Column<Told>[] = [
  { title: "AT", cell: ({ notice }) => localTime(notice.createdAt) },
  { title: "WHAT", cell: ({ notice }) => notice.kind },
  { title: "STATE", cell: ({ delivery }) => delivery?.state ?? "" },
  { title: "TO", cell: ({ delivery }) => delivery?.person?.displayName ?? delivery?.recipient ?? "", least: 14 },
  { title: "BY", cell: ({ delivery }) => delivery?.channel ?? "" },
  { title: "LAST ERROR", cell: ({ delivery }) => delivery?.lastError ?? "", least: 16 },
];

export const notices = listCommand({
  name: "notices",
  summary: "Who was told what, and whether it arrived. For admins and auditors.",
  options: {
    request: { type: "string", value: "<id>", words: "about this request" },
    state: { type: "string", value: "<state,…>", words: "waiting, sent, skipped, dead" },
  },
  examples: ["stint notices --state dead"],
  operation: noticesOperation,
  query: ({ values }) => ({ request: values.request, state: values.state }),
  rows: (notice: Notice): Told[] =>
    notice.deliveries.length === 0
      ? [{ notice, delivery: undefined }]
      : notice.deliveries.map((delivery) => ({ notice, delivery })),
  columns,
  none: "Nobody was told anything.",
});
