import type { World } from "../world.ts";
import { AwsError } from "./aws-error.ts";
import type { Caller } from "./caller.ts";
import { type Checked, type Rule, type Rules, type Violation, violationOf } from "./rule.ts";

export type Timing = { assignmentMs: readonly [min: number, max: number] };
export type Limits = { callsPerSecond: number; writesUnderWay: number };

/** What an operation is given besides its input. */
export type Call = {
  world: World;
  now: Date;
  caller: Caller;
  timing: Timing;
  limits: Limits | "none";
  /** A `fail-late` fault: accept the work, then let it end FAILED with these words. */
  failLateWith: string | null;
};

export type Operation = {
  name: string;
  answer(call: Call, input: Record<string, unknown>): object | Promise<object>;
};

type Definition<Input, Output> = {
  name: string;
  rules: Rules<Input>;
  answer(call: Call, input: Checked<Input>): Output | Promise<Output>;
};

/** How a service says that an input is wrong. */
export type RefuseInput = (violations: Violation[]) => AwsError;

export const refuseAsValidationException: RefuseInput = (violations) =>
  new AwsError(
    "ValidationException",
    `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: ${violations.map((violation) => violation.message).join("; ")}`,
  );

/** Makes an operation that only ever sees inputs that keep its rules. */
export const operationOf =
  (refuseInput: RefuseInput) =>
  <Input, Output extends object>(definition: Definition<Input, Output>): Operation => ({
    name: definition.name,
    answer(call, input) {
      const violations = Object.entries<Rule>(definition.rules).flatMap(
        ([member, rule]) => violationOf(member, input[member], rule) ?? [],
      );
      if (violations.length > 0) throw refuseInput(violations);
      // The rules above are what makes this true; it is the one place where unknown input gets its type.
      return definition.answer(call, input as Checked<Input>);
    },
  });
