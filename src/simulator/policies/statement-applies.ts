import { type CallContext, conditionsHold } from "./conditions.ts";
import { matches } from "./pattern.ts";
import type { Statement } from "./policy-document.ts";

/** `action` is written `service:Name`; actions are not case-sensitive. */
export type AskedFor = { action: string; resource: string; context: CallContext };

/** Whether a statement speaks of this call, whatever it then says. */
export const statementApplies = (statement: Statement, { action, resource, context }: AskedFor): boolean => {
  const named = (patterns: readonly string[]) =>
    patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  const isMeant = statement.actions.length > 0 ? named(statement.actions) : !named(statement.notActions);
  return (
    isMeant &&
    statement.resources.some((pattern) => matches(pattern, resource)) &&
    conditionsHold(statement.conditions, context)
  );
};
