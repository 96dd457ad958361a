import { grantOperations } from "../../contract/grant-operations.ts";
import type { Grant } from "../asking/request-words.ts";
import { listCommand } from "../list-command.ts";
import { filterOptions, filterQuery } from "../list-filters.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";

const columns: Column<Grant>[] = [
  { title: "ACCESS", cell: ({ id }) => id },
  { title: "STATE", cell: ({ state }) => state },
  { title: "UNTIL", cell: ({ endedAt, endsAt }) => localTime(endedAt ?? endsAt) },
  { title: "WHO", cell: ({ person }) => person.displayName, least: 16 },
  { title: "ROLE", cell: ({ permissionSet }) => permissionSet.name, least: 16 },
  { title: "ACCOUNT", cell: ({ account }) => account.name, least: 16 },
  { title: "ACCOUNT ID", cell: ({ accountId }) => accountId },
];

const notOver = "scheduled,activating,active,ending";

export const accessList = listCommand({
  name: "access list",
  aliases: ["access", "access ls"],
  summary: "Access that is not over and that you may see, newest first.",
  options: {
    all: { type: "boolean", words: "also what has ended or failed" },
    view: {
      type: "string",
      value: "<view>",
      words: "mine, in-my-scope, or all (auditors and admins); usually all that you may see",
    },
    state: { type: "string", value: "<state,…>", words: "scheduled, activating, active, ending, ended, failed" },
    ...filterOptions,
  },
  examples: ["stint access --view mine", "stint access list --account payments-prod --state active"],
  operation: grantOperations.list,
  csv: grantOperations.export,
  query: async (call) => ({
    view: call.values.view,
    state: call.values.state ?? (call.values.all ? undefined : notOver),
    ...(await filterQuery(call, "access")),
  }),
  columns,
  none: "There is no such access.",
});
