import { auditOperations } from "../../contract/audit-events.ts";
import { command } from "../command.ts";
import { localSecond } from "../times.ts";

export const auditShow = command({
  name: "audit show",
  summary: "One event of the audit log, with before and after. For auditors.",
  takes: "<number>",
  options: {},
  examples: ["stint audit show 4711"],
  run: async ({ given: [seq = ""], client, screen, json }) => {
    const { value: event, text } = await client().call(auditOperations.get, { params: { seq } });
    if (json) screen.json(text);
    else
      screen.facts([
        ["Number", String(event.seq)],
        ["At", localSecond(event.at)],
        ["What", event.action],
        ["Who", event.actor.displayName ?? event.actor.kind],
        ["API client", event.actor.via],
        ["Subject", `${event.subject.kind} ${event.subject.id}`],
        ["Concerning", event.personName ?? event.personId],
        ["Account", event.account ? `${event.account.name} (${event.account.id})` : event.accountId],
        ["Role", event.permissionSet?.name],
        ["Request", event.requestId],
        ["Access", event.grantId],
        ["Details", JSON.stringify(event.data, null, 2)],
        ["Hash", event.hash],
      ]);
    return undefined;
  },
});
