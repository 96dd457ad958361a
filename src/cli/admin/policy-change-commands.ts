import type { Given } from "../../contract/operation.ts";
import { type Call, type Command, command, type Options } from "../command.ts";
import { confirm, yesOption } from "../confirm.ts";
import { usageProblem } from "../problem.ts";
import { readJsonFile } from "../read-file.ts";
import { showEffect } from "./policy-effect.ts";
import { operationsOf, type PolicyKind } from "./policy-kinds.ts";

const dryRun = { type: "boolean", words: "only say who would gain and who would lose" } as const;
const fileOption = { type: "string", short: "f", value: "<file>", words: "the policy as JSON; - is stdin" } as const;
const fileOptions = { file: fileOption, "dry-run": dryRun, ...yesOption } as const satisfies Options;
const deleteOptions = { "dry-run": dryRun, ...yesOption } as const satisfies Options;

type Operations = ReturnType<typeof operationsOf>;
type Change = NonNullable<Given<Operations["preview"]>["body"]>;
type Input = NonNullable<Given<Operations["create"]>["body"]>;

/** Says who gains and who loses; answers whether the change is to be made. */
const isToBeMade = async (
  call: Call<typeof deleteOptions>,
  kind: PolicyKind,
  facts: { change: Change; question: string },
) => {
  const { client, screen, json, values } = call;
  const { value, text } = await client().call(operationsOf(kind).preview, { body: facts.change });
  if (values["dry-run"]) {
    if (json) screen.json(text);
    else showEffect(screen, kind, value);
    return false;
  }
  showEffect(screen, kind, value);
  await confirm(call, facts.question);
  return true;
};

const readPolicy = async ({ values, surroundings }: Call<typeof fileOptions>): Promise<Input> => {
  if (!values.file) throw usageProblem("Say what it shall be: --file <file>, or --file - for stdin.");
  if (values.file === "-" && !values.yes && !values["dry-run"])
    throw usageProblem("With --file - nobody can be asked: say --yes, or --dry-run to see what it would do.");
  return (await readJsonFile(surroundings, values.file)) as Input;
};

const createOfKind = (kind: PolicyKind): Command =>
  command({
    name: `policies ${kind} create`,
    summary: `Make an ${kind} policy from a file, after saying who gains by it. For admins.`,
    options: fileOptions,
    examples: [`stint policies ${kind} create --file policy.json --dry-run`],
    run: async (call) => {
      const policy = await readPolicy(call);
      if (!(await isToBeMade(call, kind, { change: { policy }, question: "Make this policy?" }))) return undefined;
      const { value, text } = await call.client().call(operationsOf(kind).create, { body: policy });
      if (call.json) call.screen.json(text);
      else call.screen.line(`${value.id}: “${value.name}” is made.`);
      return undefined;
    },
  }) as Command;

const updateOfKind = (kind: PolicyKind): Command =>
  command({
    name: `policies ${kind} update`,
    summary: `Replace an ${kind} policy by what is in a file, after saying who gains and who loses. For admins.`,
    takes: "<policy id>",
    options: fileOptions,
    details: "The file holds the version that was read: if somebody changed the policy since, nothing is changed.",
    examples: [`stint policies ${kind} update 0199… --file policy.json`],
    run: async (call) => {
      const [id = ""] = call.given;
      const policy = await readPolicy(call);
      if (!(await isToBeMade(call, kind, { change: { id, policy }, question: "Change this policy?" })))
        return undefined;
      const { value, text } = await call.client().call(operationsOf(kind).update, { params: { id }, body: policy });
      if (call.json) call.screen.json(text);
      else call.screen.line(`${value.id}: “${value.name}” is changed.`);
      return undefined;
    },
  }) as Command;

const deleteOfKind = (kind: PolicyKind): Command =>
  command({
    name: `policies ${kind} delete`,
    summary: `Delete an ${kind} policy, after saying who loses by it. For admins.`,
    takes: "<policy id>",
    options: deleteOptions,
    examples: [`stint policies ${kind} delete 0199… --dry-run`],
    run: async (call) => {
      const [id = ""] = call.given;
      const { value: policy } = await call.client().call(operationsOf(kind).get, { params: { id } });
      const question = `Delete “${policy.name}”?`;
      if (!(await isToBeMade(call, kind, { change: { id }, question }))) return undefined;
      // What was looked at is what is deleted.
      await call
        .client()
        .call(operationsOf(kind).delete, { params: { id }, query: { version: String(policy.version) } });
      call.screen.note(`${id}: “${policy.name}” is deleted.`);
      return undefined;
    },
  }) as Command;

export const policyChangeCommands = (kind: PolicyKind): Command[] => [
  createOfKind(kind),
  updateOfKind(kind),
  deleteOfKind(kind),
];
