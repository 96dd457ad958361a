import { eligibilityOperation as operation } from "../../contract/eligibility.ts";
import type { Answer } from "../../contract/operation.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { spokenMinutes } from "../times.ts";

export type EligibleAccount = Answer<typeof operation>["items"][number];
type Offer = { account: EligibleAccount; role: EligibleAccount["permissionSets"][number] };

const columns: Column<Offer>[] = [
  { title: "ACCOUNT", cell: ({ account }) => account.id },
  { title: "NAME", cell: ({ account }) => account.name, least: 16 },
  { title: "ROLE", cell: ({ role }) => role.name, least: 16 },
  { title: "APPROVAL", cell: ({ role }) => (role.approvalRequired ? "needed" : "not needed") },
  { title: "UP TO", cell: ({ role }) => spokenMinutes(role.maxDurationMinutes) },
];

export const eligibility = listCommand({
  name: "eligibility",
  aliases: ["accounts"],
  summary: "The accounts and roles that you may ask for at this moment.",
  options: { search: { type: "string", words: "in the name or id of the account, of a unit above it, or of a role" } },
  examples: ["stint eligibility --search payments", "stint accounts --json | jq -r .id"],
  operation,
  query: ({ values }) => ({ search: values.search }),
  rows: (account: EligibleAccount) => account.permissionSets.map((role): Offer => ({ account, role })),
  columns,
  none: "There is nothing that you may ask for.",
});
