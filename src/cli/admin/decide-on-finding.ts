import { driftOperations } from "../../contract/drift.ts";
import type { Call } from "../command.ts";
import { showFinding } from "./drift-words.ts";

export const commentOption = { comment: { type: "string", short: "m", words: "why" } } as const;

/** Says so of the finding that is given, with the comment if there is one, and shows what became of it. */
export const decideOnFinding = async (
  { given, values, client, screen, json }: Call<typeof commentOption>,
  verb: "accept" | "remove" | "callOff",
): Promise<undefined> => {
  const [id = ""] = given;
  const body = values.comment ? { comment: values.comment } : {};
  const { value, text } = await client().call(driftOperations[verb], { params: { id }, body });
  if (json) screen.json(text);
  else showFinding(screen, value);
  return undefined;
};
