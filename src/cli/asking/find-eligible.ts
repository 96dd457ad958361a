import { eligibilityOperation } from "../../contract/eligibility.ts";
import type { Client } from "../client.ts";
import { chooseNamed } from "../find-named.ts";
import { readPages } from "../pages.ts";
import { CliProblem } from "../problem.ts";
import type { EligibleAccount } from "./eligibility.ts";

const read = async (client: Client, query: object, most: number): Promise<EligibleAccount[]> => {
  const accounts: EligibleAccount[] = [];
  const operation = eligibilityOperation;
  for await (const account of readPages<EligibleAccount>(client, { operation, query, most })) accounts.push(account);
  return accounts;
};

const isId = (text: string) => /^\d{12}$/.test(text);

/** The ids of accounts given by id or by exact name. An id is taken at its word: Stint says what is wrong with it. */
export const findEligibleAccounts = async (client: Client, given: readonly string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const text of given.flatMap((one) => one.split(",")).map((one) => one.trim())) {
    if (isId(text)) ids.push(text);
    else {
      const found = await read(client, { search: text }, 1_000);
      // Nothing has that in its name: what it was meant to be may be among the first.
      const known = found.length > 0 ? found : await read(client, {}, 200);
      const among = known.map(({ id, name, orgUnits }) => ({
        id,
        names: [name],
        more: orgUnits.map((unit) => unit.name).join(" / "),
      }));
      ids.push(chooseNamed({ kind: "account", text, among, where: "that you may ask for" }));
    }
  }
  return [...new Set(ids)];
};

/** The ARN of the role that is called so in all of these accounts. */
export const findEligibleRole = async (
  client: Client,
  facts: { role: string; accountIds: readonly string[] },
): Promise<string> => {
  const { role, accountIds } = facts;
  if (role.startsWith("arn:")) return role;
  const accounts = await read(client, { account: accountIds.join(",") }, accountIds.length);
  if (accounts.length === 0)
    throw new CliProblem("refused", `There is nothing that you may ask for in ${accountIds.join(", ")}.`, [
      "stint eligibility lists what there is.",
    ]);
  const [first] = accounts.map(({ name, permissionSets }) => {
    const among = permissionSets.map((one) => ({ id: one.arn, names: [one.name] }));
    const where = `that you may ask for in ${name}: there is ${permissionSets.map((one) => one.name).join(", ")}`;
    return chooseNamed({ kind: "role", text: role, among, where });
  });
  return first ?? "";
};
