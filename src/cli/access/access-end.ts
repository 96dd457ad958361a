import { grantOperations } from "../../contract/grant-operations.ts";
import { type Grant, spokenGrant } from "../asking/request-words.ts";
import { command } from "../command.ts";
import { eachOf } from "../each-of.ts";
import { CliProblem, type ExitCode, exitCodes } from "../problem.ts";

const lookEveryMs = 2_000;

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
  run: async ({ given, values, client, screen, json, surroundings: s }): Promise<ExitCode> => {
    const body = values.comment ? { comment: values.comment } : {};
    const untilOver = async (grant: Grant) => {
      for (;;) {
        const answered = await client().call(grantOperations.get, { params: { id: grant.id } });
        if (answered.value.state === "ended" || answered.value.state === "failed") return answered;
        await s.wait(lookEveryMs, s.interrupted);
        if (s.interrupted.aborted)
          throw new CliProblem("interrupted", "No longer watching. The end goes on without you:", [
            `stint access show ${grant.id}    how it stands`,
          ]);
      }
    };
    const outcome = await eachOf(given, {
      act: async (id) => {
        const asked = await client().call(grantOperations.end, { params: { id }, body });
        if (!values.wait) return asked;
        screen.note(`${id}: ${spokenGrant(asked.value)}`);
        return untilOver(asked.value);
      },
      tell: ({ value, text }) => (json ? screen.json(text) : screen.line(`${value.id}: ${spokenGrant(value)}`)),
      note: screen.note,
    });
    return outcome ?? exitCodes.done;
  },
});
