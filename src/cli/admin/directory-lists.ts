import { directoryOperations as operations } from "../../contract/directory.ts";
import type { Answer, Operation } from "../../contract/operation.ts";
import type { Command } from "../command.ts";
import { listCommand } from "../list-command.ts";
import type { Column } from "../table.ts";
import { localTime, spokenMinutes } from "../times.ts";

type ItemOf<Op extends Operation> = Answer<Op> extends { items: (infer Item)[] } ? Item : never;

const gone = { title: "GONE", cell: ({ goneAt }: { goneAt: string | null }) => (goneAt ? localTime(goneAt) : "") };

const list = <Item>(facts: {
  name: string;
  aliases?: string[];
  words: string;
  operation: Operation;
  columns: Column<Item>[];
}) =>
  listCommand({
    name: `directory ${facts.name}`,
    ...(facts.aliases ? { aliases: facts.aliases.map((alias) => `directory ${alias}`) } : {}),
    summary: `${facts.words} that Stint knows from AWS. For admins and auditors.`,
    options: {
      search: { type: "string", words: "anywhere in the name or id" },
      gone: { type: "boolean", words: "also what AWS no longer lists" },
    },
    examples: [`stint directory ${facts.name} --search prod`],
    operation: facts.operation,
    query: ({ values }) => ({ search: values.search, includeGone: values.gone ? "true" : undefined }),
    columns: facts.columns,
    none: "Nothing of that is known.",
  }) as Command;

const accounts: Column<ItemOf<typeof operations.accounts>>[] = [
  { title: "ACCOUNT", cell: ({ id }) => id },
  { title: "NAME", cell: ({ name }) => name, least: 20 },
  { title: "STATE", cell: ({ state, isManagement }) => (isManagement ? `${state}, management` : state) },
  { title: "UNIT", cell: ({ orgUnitId }) => orgUnitId },
  gone,
];
const units: Column<ItemOf<typeof operations.orgUnits>>[] = [
  { title: "UNIT", cell: ({ id }) => id },
  { title: "NAME", cell: ({ name }) => name, least: 20 },
  { title: "IN", cell: ({ parentId }) => parentId ?? "" },
  gone,
];
const roles: Column<ItemOf<typeof operations.permissionSets>>[] = [
  { title: "NAME", cell: ({ name }) => name, least: 20 },
  { title: "SESSION", cell: ({ sessionDurationMinutes }) => spokenMinutes(sessionDurationMinutes) },
  { title: "ARN", cell: ({ arn }) => arn },
  gone,
];
const people: Column<ItemOf<typeof operations.users>>[] = [
  { title: "PERSON", cell: ({ id }) => id },
  { title: "NAME", cell: ({ displayName }) => displayName, least: 16 },
  { title: "USER NAME", cell: ({ userName }) => userName, least: 12 },
  { title: "STATE", cell: ({ enabled }) => (enabled ? "enabled" : "disabled") },
  gone,
];
const groups: Column<ItemOf<typeof operations.groups>>[] = [
  { title: "GROUP", cell: ({ id }) => id },
  { title: "NAME", cell: ({ displayName }) => displayName, least: 20 },
  gone,
];

export const directoryLists: Command[] = [
  list({ name: "accounts", words: "Accounts", operation: operations.accounts, columns: accounts }),
  list({
    name: "units",
    aliases: ["ou", "ous"],
    words: "Organisational units",
    operation: operations.orgUnits,
    columns: units,
  }),
  list({ name: "roles", words: "Permission sets", operation: operations.permissionSets, columns: roles }),
  list({ name: "people", aliases: ["users"], words: "People", operation: operations.users, columns: people }),
  list({ name: "groups", words: "Groups", operation: operations.groups, columns: groups }),
];
