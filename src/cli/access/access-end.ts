import { grantOperations } from "../../contract/grant-operations.ts";
import { type Grant, spokenGrant } from "../asking/request-words.ts";
import type { Answered } from "../client.ts";
import { command } from "../command.ts";
import { eachOf } from "../each-of.ts";
import { CliProblem, type ExitCode } from "../problem.ts";
import { watch } from "../watch.ts";

export const accessEnd = command({
  name: "access end",
  summary: "End access before its time: your own, what you could approve now, and any as an admin.",
  takes: "<access id>…",
  options: {
    comment: { type: "string", short: "m", words: "why, for its holder and the audit log" },
    wait: { type: "boolean", short: "w", words: "until AWS has confirmed that it is gone" },
  },
  details: "Once asked for, the removal goes on until AWS confirms it, whether anybody waits for it or not.",
  examples: ['stint access end 01994f60-… -m "Done" --wait'],
  run: async ({ given, values, client, screen, json, surroundings }): Promise<ExitCode> => {
    const body = values.comment ? { comment: values.comment } : {};
    const tell = ({ value, text }: Answered<Grant>) =>
      json ? screen.json(text) : screen.line(`${value.id}: ${spokenGrant(value)}`);
    const asked: Grant[] = [];
    const outcome = await eachOf(given, {
      act: (id) => client().call(grantOperations.end, { params: { id }, body }),
      tell: (answered) => {
        asked.push(answered.value);
        if (values.wait) screen.note(`${answered.value.id}: ${spokenGrant(answered.value)}`);
        else tell(answered);
      },
      note: screen.note,
    });
    // All are ending by now: a removal that AWS puts off keeps no other access open.
    for (const { id } of values.wait ? asked : []) {
      const left = new CliProblem("interrupted", "No longer watching. The end goes on without you:", [
        `stint access show ${id}    how it stands`,
      ]);
      const ask = () => client().call(grantOperations.get, { params: { id } });
      tell(await watch({ screen, surroundings, left, ask }, ({ state }) => state === "ended" || state === "failed"));
    }
    return outcome;
  },
});
