import { emergencyStopOperations as operations } from "../../contract/emergency-stop-operations.ts";
import type { Given } from "../../contract/operation.ts";
import type { Client } from "../client.ts";
import { type Call, command, type Options } from "../command.ts";
import { confirm, yesOption } from "../confirm.ts";
import { findInDirectory } from "../find-named.ts";
import { oneLine } from "../plain.ts";
import { CliProblem, exitCodes, usageProblem } from "../problem.ts";
import { sendOnce } from "../send-once.ts";
import { watch } from "../watch.ts";
import { isOver, type Stop, showPreview, showStop, spokenProgress } from "./stop-words.ts";

const options = {
  person: { type: "string", value: "<id|name>", words: "all access of this person" },
  account: { type: "string", value: "<id|name>", words: "all access to this account" },
  role: { type: "string", value: "<arn|name>", words: "all access by this role" },
  everything: { type: "boolean", words: "all access there is" },
  comment: { type: "string", short: "m", words: "why; whoever's access ends reads it" },
  "no-hold": { type: "boolean", words: "only end it; what is ended may be asked for again at once" },
  "cut-credentials": { type: "boolean", words: "have AWS deny credentials issued before" },
  wait: { type: "boolean", short: "w", words: "until AWS has confirmed all of it" },
  "dry-run": { type: "boolean", words: "only say what would end" },
  ...yesOption,
} as const satisfies Options;

type Scope = NonNullable<Given<typeof operations.preview>["body"]>["scope"];

const scopeOf = async (client: Client, values: Call<typeof options>["values"]): Promise<Scope> => {
  const { person, account, role, everything } = values;
  if ([person, account, role, everything].filter((one) => one !== undefined).length !== 1)
    throw usageProblem("Say what to stop, one of: --person, --account, --role, --everything.");
  if (person) return { kind: "person", id: await findInDirectory(client, { kind: "person", text: person }) };
  if (account) return { kind: "account", id: await findInDirectory(client, { kind: "account", text: account }) };
  if (role) return { kind: "permission-set", id: await findInDirectory(client, { kind: "role", text: role }) };
  return { kind: "everything" };
};

/** What cannot be foretold is stopped all the same by whoever said yes before. */
const sayWhatEnds = async ({ values, client, screen, json }: Call<typeof options>, scope: Scope): Promise<void> => {
  try {
    const preview = await client().call(operations.preview, { body: { scope } });
    showPreview(screen, preview.value);
    if (values["dry-run"] && json) screen.json(preview.text);
  } catch (problem) {
    const { refused, trouble } = exitCodes;
    const isTold = problem instanceof CliProblem && [refused, trouble].some((code) => code === problem.exitCode);
    if (!isTold || !values.yes || values["dry-run"]) throw problem;
    screen.note(`What it ends cannot be told before: ${oneLine(problem.message)}`);
  }
};

/** Says how far it is until AWS has confirmed all of it. */
const follow = ({ client, screen, surroundings }: Call<typeof options>, { id }: Stop) => {
  const left = new CliProblem("interrupted", "No longer watching. The stop goes on without you:", [
    `stint emergency-stop show ${id}    how far it is`,
  ]);
  let said = "";
  const ask = () => client().call(operations.get, { params: { id } });
  return watch({ screen, surroundings, left, ask }, (stop) => {
    const words = oneLine(spokenProgress(stop));
    if (words !== said) screen.note(words);
    said = words;
    return isOver(stop);
  });
};

export const stopStart = command({
  name: "emergency-stop",
  aliases: ["emergency-stop start"],
  summary: "End all access of a person, to an account, by a role, or all there is, before all other work. For admins.",
  options,
  details:
    "What will end is said first, and then a yes is needed. Until the stop is lifted nothing in its scope can be asked for, approved or started.",
  examples: [
    'stint emergency-stop --person amira.haddad -m "Her laptop is stolen" --wait',
    'stint emergency-stop --everything -m "Incident 4711" --yes',
  ],
  run: async (call) => {
    const { values, client, screen, json, surroundings: s } = call;
    if (!values.comment && !values["dry-run"]) throw usageProblem("Say why: --comment <text>.");
    const scope = await scopeOf(client(), values);
    await sayWhatEnds(call, scope);
    if (values["dry-run"]) return undefined;
    await confirm(call, "Stop it?");
    const body = {
      scope,
      comment: values.comment ?? "",
      ...(values["no-hold"] ? { hold: false } : {}),
      ...(values["cut-credentials"] ? { cutCredentials: true } : {}),
    };
    const unsure = "It may have arrived all the same: stint emergency-stop list shows whether it did.";
    const started = await sendOnce({ surroundings: s, screen, unsure }, (headers) =>
      client().call(operations.start, { body }, headers),
    );
    const stop = values.wait && !isOver(started.value) ? await follow(call, started.value) : started;
    if (json) screen.json(stop.text);
    else showStop(screen, stop.value);
    return undefined;
  },
});
