import { requestOperations } from "../../contract/request-operations.ts";
import { listCommand } from "../list-command.ts";
import { filterOptions, filterQuery } from "../list-filters.ts";
import type { Column } from "../table.ts";
import { localTime, spokenMinutes } from "../times.ts";
import type { AccessRequest } from "./request-words.ts";

const accountNames = ({ accounts }: AccessRequest) => accounts.map(({ name }) => name).join(", ");

const columns: Column<AccessRequest>[] = [
  { title: "REQUEST", cell: ({ id }) => id },
  { title: "STATE", cell: ({ state }) => state },
  { title: "ASKED AT", cell: ({ createdAt }) => localTime(createdAt) },
  { title: "WHO", cell: ({ requester }) => requester.displayName, least: 16 },
  { title: "ROLE", cell: ({ permissionSet }) => permissionSet.name, least: 14 },
  { title: "ACCOUNTS", cell: accountNames, least: 14 },
  { title: "FOR", cell: ({ durationMinutes }) => spokenMinutes(durationMinutes) },
  { title: "REASON", cell: ({ justification }) => justification ?? "", least: 16 },
];

export const requests = listCommand({
  name: "requests",
  aliases: ["request list"],
  summary: "Requests that you may see, newest first; your own unless --view says otherwise.",
  options: {
    view: {
      type: "string",
      value: "<view>",
      words: "mine, to-decide, decided, in-my-scope, or all (auditors and admins)",
    },
    state: { type: "string", value: "<state,…>", words: "pending, approved, rejected, cancelled, expired" },
    ticket: { type: "string", value: "<ticket>", words: "exactly this ticket" },
    ...filterOptions,
  },
  examples: [
    "stint requests --view to-decide",
    "stint requests --view all --from -7d --json | jq -r .state | sort | uniq -c",
  ],
  operation: requestOperations.list,
  csv: requestOperations.export,
  query: async (call) => ({
    view: call.values.view,
    state: call.values.state,
    ticket: call.values.ticket,
    ...(await filterQuery(call, "requests")),
  }),
  columns,
  none: "There are no such requests.",
});
