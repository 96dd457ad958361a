import { ConfigurationProblem } from "../../config.ts";
import type { Places } from "./places.ts";
import { everyPart, policyDocument } from "./policy-document.ts";

const names = everyPart.map(({ name }) => name).join(", ");

/** One policy as IAM takes it, or all of them by name. */
export const printPolicies = (named: readonly string[], places: Places): string => {
  const [name, ...more] = named;
  if (name === undefined)
    return JSON.stringify(
      Object.fromEntries(everyPart.map((part) => [part.name, policyDocument(part, places)])),
      null,
      2,
    );
  const part = everyPart.find((one) => one.name === name);
  if (!part || more.length > 0)
    throw new ConfigurationProblem([`Say: stint doctor --iam-policies [name]. The names are ${names}.`]);
  return JSON.stringify(policyDocument(part, places), null, 2);
};

/** Which words are left to be replaced by hand. */
export const leftToReplace = (text: string): string[] => [...new Set(text.match(/<[a-z-]+>/g) ?? [])];
