import { auditOperations } from "../../contract/audit-events.ts";
import type { Answer } from "../../contract/operation.ts";
import type { Client } from "../client.ts";
import { findInDirectory, type Kind } from "../find-named.ts";
import { listCommand } from "../list-command.ts";
import { instantOf } from "../list-filters.ts";
import type { Column } from "../table.ts";
import { localSecond } from "../times.ts";

type Event = Answer<typeof auditOperations.get>;

const columns: Column<Event>[] = [
  { title: "NO", cell: ({ seq }) => String(seq) },
  { title: "AT", cell: ({ at }) => localSecond(at) },
  { title: "WHAT", cell: ({ action }) => action, least: 20 },
  { title: "WHO", cell: ({ actor }) => actor.displayName ?? actor.kind, least: 14 },
  { title: "CONCERNING", cell: ({ personName, subject }) => personName ?? subject.kind, least: 14 },
  { title: "ACCOUNT", cell: ({ account, accountId }) => account?.name ?? accountId ?? "", least: 12 },
];

const named = async (client: () => Client, kind: Kind, text: string | undefined) =>
  text === undefined ? undefined : findInDirectory(client(), { kind, text });

export const auditList = listCommand({
  name: "audit",
  aliases: ["audit list"],
  summary: "What happened, newest first. For auditors.",
  options: {
    from: { type: "string", value: "<time>", words: "at this time or later; -1d is a day ago" },
    to: { type: "string", value: "<time>", words: "before this time" },
    actor: { type: "string", value: "<id|name>", words: "who did it" },
    person: { type: "string", value: "<id|name>", words: "whom it concerns" },
    account: { type: "string", value: "<id|name>", words: "which account it concerns" },
    role: { type: "string", value: "<arn|name>", words: "which role it concerns" },
    action: { type: "string", value: "<action,…>", words: "like grant.active; grant. is all that begin so" },
    state: { type: "string", value: "<state,…>", words: "into which it brought a request or an access" },
    request: { type: "string", value: "<id>", words: "what happened to this request and its access" },
    access: { type: "string", value: "<id>", words: "what happened to this access" },
    oldest: { type: "boolean", words: "oldest first" },
  },
  details:
    "stint audit verify reads the database itself and needs no client: it is for whoever runs Stint. What Stint knows of its chain is told by stint audit chain.",
  examples: ["stint audit --from -1d --action grant.", "stint audit --person amira.haddad --csv > amira.csv"],
  operation: auditOperations.list,
  csv: auditOperations.exportCsv,
  query: async (call) => {
    const { values, client } = call;
    return {
      from: instantOf(call, { option: "from", text: values.from }),
      to: instantOf(call, { option: "to", text: values.to }),
      actor: await named(client, "person", values.actor),
      person: await named(client, "person", values.person),
      account: await named(client, "account", values.account),
      permissionSet: await named(client, "role", values.role),
      action: values.action,
      state: values.state,
      request: values.request,
      grant: values.access,
      sort: values.oldest ? "at" : undefined,
    };
  },
  columns,
  none: "There are no such events.",
});
