import { apiClientOperations } from "../../contract/api-clients.ts";
import type { Answer } from "../../contract/operation.ts";
import { command } from "../command.ts";
import { confirm, yesOption } from "../confirm.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";

type ApiClient = Answer<typeof apiClientOperations.list>["items"][number];

const columns: Column<ApiClient>[] = [
  { title: "CLIENT", cell: ({ id }) => id },
  { title: "NAME", cell: ({ name }) => name, least: 16 },
  { title: "ACTS AS", cell: ({ person }) => person.displayName, least: 14 },
  { title: "REVOKED", cell: ({ revokedAt }) => (revokedAt ? localTime(revokedAt) : "") },
  { title: "SCOPES", cell: ({ scopes }) => scopes.join(", "), least: 20 },
];

export const apiClientsList = listCommand({
  name: "api-clients list",
  aliases: ["api-clients"],
  summary: "The machines that may act as somebody. For admins and auditors.",
  options: {},
  details: "New ones are made in the console: an API client cannot make another.",
  examples: ["stint api-clients list --json"],
  operation: apiClientOperations.list,
  // This list has no pages.
  query: () => ({ limit: undefined }),
  columns,
  none: "There are no API clients.",
});

export const apiClientsRevoke = command({
  name: "api-clients revoke",
  summary: "Revoke an API client and all its tokens, at once. For admins.",
  takes: "<client id>",
  options: yesOption,
  examples: ["stint api-clients revoke 0199…"],
  run: async (call) => {
    const [id = ""] = call.given;
    await confirm(call, `Revoke ${id}?`);
    await call.client().call(apiClientOperations.revoke, { params: { id } });
    call.screen.note(`${id}: revoked.`);
    return undefined;
  },
});
