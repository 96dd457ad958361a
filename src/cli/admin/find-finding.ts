import { driftOperations } from "../../contract/drift.ts";
import type { Client } from "../client.ts";
import { readPages } from "../pages.ts";
import type { Finding } from "./drift-words.ts";

/** The finding with this id among those in these states; undefined lets the server say what is wrong with the id. */
export const findFinding = async (
  client: Client,
  facts: { id: string; states: readonly Finding["state"][] },
): Promise<Finding | undefined> => {
  const query = { state: facts.states.join(",") };
  const asked = { operation: driftOperations.findings, most: Number.POSITIVE_INFINITY, query };
  for await (const finding of readPages<Finding>(client, asked))
    if (finding.id === facts.id.toLowerCase()) return finding;
  return undefined;
};
