import { directoryOperations } from "../contract/directory.ts";
import { grantOperations } from "../contract/grant-operations.ts";
import type { Operation } from "../contract/operation.ts";
import { requestOperations } from "../contract/request-operations.ts";
import type { Client } from "./client.ts";
import { didYouMean } from "./nearest.ts";
import { readPages } from "./pages.ts";
import { CliProblem } from "./problem.ts";
import { Refused } from "./refused.ts";

export type Kind = "account" | "role" | "person" | "group" | "unit";

const uuid = /^(?:[0-9a-f]{10}-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const idShapes: Record<Kind, RegExp> = {
  account: /^\d{12}$/,
  role: /^arn:/,
  person: uuid,
  group: uuid,
  unit: /^(?:r|ou)-[0-9a-z-]+$/,
};

export type Named = { id: string; names: string[]; more?: string };

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The one that is called so; several of the same name are listed, so that one can be chosen by its id. */
export const chooseNamed = (facts: { kind: Kind; text: string; among: readonly Named[]; where: string }): string => {
  const { kind, text, among, where } = facts;
  const found = among.filter(({ id, names }) => [id, ...names].some((name) => same(name, text)));
  const [first] = found;
  if (first && found.length === 1) return first.id;
  if (first)
    throw new CliProblem("refused", `There are ${found.length} called “${text}”. Name one by its id:`, [
      ...found.map(({ id, names, more }) => `${id}  ${names[0] ?? ""}${more ? `  ${more}` : ""}`),
    ]);
  const names = among.flatMap((one) => one.names);
  throw new CliProblem("refused", `There is no ${kind} “${text}” ${where}.${didYouMean(text, names)}`);
};

const all = async <Item>(client: Client, operation: Operation, query: object): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of readPages<Item>(client, { operation, query, most: 1_000 })) items.push(item);
  return items;
};

type Entry = {
  id?: string;
  arn?: string;
  name?: string;
  displayName?: string;
  userName?: string;
  email?: string | null;
};

const searches: Record<Kind, Operation> = {
  account: directoryOperations.accounts,
  role: directoryOperations.permissionSets,
  person: directoryOperations.users,
  group: directoryOperations.groups,
  unit: directoryOperations.orgUnits,
};

const fromDirectory = async (client: Client, kind: Kind, text: string): Promise<Named[]> =>
  (await all<Entry>(client, searches[kind], { search: text })).map(
    ({ id, arn, name, displayName, userName, email }) => ({
      id: id ?? arn ?? "",
      names: [name ?? displayName, userName, kind === "person" ? email : undefined].filter(
        (one) => typeof one === "string",
      ),
    }),
  );

/** The id of what is called so in the directory, which admins and auditors may search. */
export const findInDirectory = async (client: Client, facts: { kind: Kind; text: string }): Promise<string> => {
  const { kind, text } = facts;
  if (idShapes[kind].test(text)) return text;
  return chooseNamed({ kind, text, among: await fromDirectory(client, kind, text), where: "in the directory" });
};

const fields = { account: "account", role: "permissionSet", person: "requester" } as const;
const lists = { requests: requestOperations.filterValues, access: grantOperations.filterValues };

/**
 * The id of what is called so in a list: among what the newest of it names, which everybody may ask, or else in the directory, for whom that is
 * open.
 */
export const findInList = async (
  client: Client,
  facts: { kind: keyof typeof fields; text: string; list: keyof typeof lists; view: string | undefined },
): Promise<string> => {
  const { kind, text, view } = facts;
  if (idShapes[kind].test(text)) return text;
  const query = { field: fields[kind], search: text, view };
  const { value } = await client.call(lists[facts.list], { query });
  const named = value.items.map((one): Named => ({ id: one.value, names: [one.label] }));
  if (named.some(({ names }) => names.some((name) => same(name, text))))
    return chooseNamed({ kind, text, among: named, where: "" });
  try {
    return await findInDirectory(client, { kind, text });
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.status !== 403) throw problem;
    const where = "in the newest of this list; for something older give its id";
    return chooseNamed({ kind, text, among: named, where });
  }
};
