import type { Answer } from "../../contract/operation.ts";
import { requestTimelineOperation as operation } from "../../contract/request-timeline.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localSecond } from "../times.ts";

type Event = Answer<typeof operation>["items"][number];

const columns: Column<Event>[] = [
  { title: "AT", cell: ({ at }) => localSecond(at) },
  { title: "WHAT", cell: ({ action }) => action },
  { title: "WHO", cell: ({ actor }) => actor.displayName ?? actor.kind, least: 12 },
  { title: "ACCOUNT", cell: ({ accountId }) => accountId ?? "" },
];

export const requestTimeline = listCommand({
  name: "request timeline",
  summary: "What happened to one request and its access, oldest first.",
  takes: "<request id>",
  options: {},
  examples: ["stint request timeline 01994f5e-…"],
  operation,
  params: ({ given: [id] }) => ({ id }),
  query: () => ({}),
  columns,
  none: "Nothing happened to it yet.",
});
