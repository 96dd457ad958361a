import { type Command, command } from "../command.ts";
import { findInDirectory } from "../find-named.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime } from "../times.ts";
import { operationsOf, type Policy, type PolicyKind, policyFacts, policyKinds } from "./policy-kinds.ts";

const columns: Column<Policy>[] = [
  { title: "POLICY", cell: ({ id }) => id },
  { title: "NAME", cell: ({ name }) => name, least: 24 },
  { title: "CHANGED", cell: ({ updatedAt }) => localTime(updatedAt) },
  { title: "BY", cell: ({ updatedBy }) => updatedBy?.displayName ?? "", least: 12 },
  { title: "WARNINGS", cell: ({ warnings }) => (warnings.length > 0 ? String(warnings.length) : "") },
];

const listOfKind = (kind: PolicyKind): Command =>
  listCommand({
    name: `policies ${kind} list`,
    aliases: [`policies ${kind}`],
    summary: `The ${kind} policies: ${policyKinds[kind].means}. For admins and auditors.`,
    options: {
      search: { type: "string", words: "in the name of the policy, or of anything that it names" },
      person: { type: "string", value: "<id|name>", words: "that name this person, or a group they are in" },
      account: { type: "string", value: "<id|name>", words: "that cover this account" },
      warnings: { type: "boolean", words: "that name something without effect" },
    },
    examples: [`stint policies ${kind} list --search payments`],
    operation: operationsOf(kind).list,
    query: async ({ values, client }) => ({
      search: values.search,
      person: values.person && (await findInDirectory(client(), { kind: "person", text: values.person })),
      account: values.account && (await findInDirectory(client(), { kind: "account", text: values.account })),
      warnings: values.warnings ? "true" : undefined,
    }),
    columns,
    none: "There are no such policies.",
  }) as Command;

const showOfKind = (kind: PolicyKind): Command =>
  command({
    name: `policies ${kind} show`,
    summary: `One ${kind} policy, with what everything it names is called.`,
    takes: "<policy id>",
    options: {},
    details: "--json answers what update takes: change it, and hand it back.",
    examples: [`stint policies ${kind} show 0199… --json > policy.json`],
    run: async ({ given: [id = ""], client, screen, json }) => {
      const { value, text } = await client().call(operationsOf(kind).get, { params: { id } });
      const policy: Policy = value;
      if (json) screen.json(text);
      else
        screen.facts([
          ["Policy", policy.id],
          ["Name", policy.name],
          ...policyFacts(policy),
          ["Changed", `${localTime(policy.updatedAt)}${policy.updatedBy ? ` by ${policy.updatedBy.displayName}` : ""}`],
          ["Warnings", policy.warnings.map(({ message }) => message).join("\n")],
        ]);
      return undefined;
    },
  }) as Command;

export const policyReadCommands = (kind: PolicyKind): Command[] => [listOfKind(kind), showOfKind(kind)];
