import type { Call, Options } from "./command.ts";
import { parseInstant } from "./durations.ts";
import { findInList } from "./find-named.ts";

/** By what requests and access alike are narrowed. */
export const filterOptions = {
  person: { type: "string", value: "<id|name>", words: "whose: the id, or the name as it is shown" },
  account: { type: "string", value: "<id|name>", words: "in this account" },
  role: { type: "string", value: "<arn|name>", words: "this role" },
  from: { type: "string", value: "<time>", words: "made at this time or later; -7d is a week ago" },
  to: { type: "string", value: "<time>", words: "made before this time" },
} as const satisfies Options;

const kinds = { person: "requester", account: "account", role: "permissionSet" } as const;

/** A time that an option names, by this machine's clock; undefined when it was not given. */
export const instantOf = (
  call: Pick<Call<Options>, "surroundings">,
  facts: { option: string; text: string | undefined },
) =>
  facts.text === undefined
    ? undefined
    : parseInstant({ text: facts.text, option: `--${facts.option}`, now: call.surroundings.now() });

type Narrowed = Call<typeof filterOptions & { view: { type: "string"; words: string } }>;

export const filterQuery = async (
  call: Narrowed,
  list: "requests" | "access",
): Promise<Record<string, string | undefined>> => {
  const { values } = call;
  const query: Record<string, string | undefined> = {};
  for (const [kind, name] of Object.entries(kinds) as [keyof typeof kinds, string][]) {
    const text = values[kind];
    if (text !== undefined) query[name] = await findInList(call.client(), { kind, text, list, view: values.view });
  }
  for (const option of ["from", "to"] as const) query[option] = instantOf(call, { option, text: values[option] });
  return query;
};
