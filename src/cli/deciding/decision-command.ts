import { requestOperations } from "../../contract/request-operations.ts";
import type { AccessRequest } from "../asking/request-words.ts";
import { type Command, command, type Options } from "../command.ts";
import { eachOf } from "../each-of.ts";

const options = {
  comment: { type: "string", short: "m", words: "what is written down beside it, and told to the requester" },
} as const satisfies Options;

/** Approving and rejecting differ in one word. */
export const decisionCommand = (facts: {
  name: "approve" | "reject";
  summary: string;
  example: string;
  outcome(request: AccessRequest): string;
}): Command<typeof options> => {
  const { name, summary, example, outcome } = facts;
  return command({
    name,
    aliases: [`request ${name}`],
    summary,
    takes: "<request id>…",
    options,
    details: "stint requests --view to-decide lists what waits for you.",
    examples: [example],
    run: ({ given, values, client, screen, json }) =>
      eachOf(given, {
        act: (id) =>
          client().call(requestOperations[name], {
            params: { id },
            body: values.comment ? { comment: values.comment } : {},
          }),
        tell: ({ value, text }) => (json ? screen.json(text) : screen.line(`${value.id}: ${outcome(value)}`)),
        note: screen.note,
      }),
  });
};
