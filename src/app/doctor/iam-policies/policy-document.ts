import { serve, work } from "./base-parts.ts";
import { optionalParts } from "./optional-parts.ts";
import type { Places } from "./places.ts";
import type { PolicyPart } from "./statement.ts";

/** Every policy there is, the two that are always needed first. */
export const everyPart: readonly PolicyPart[] = [serve, work, ...optionalParts];

/** A part as the JSON that IAM takes. */
export const policyDocument = (part: PolicyPart, places: Places) => ({
  Version: "2012-10-17",
  Statement: part.statements.map(({ sid, actions, on, when }) => ({
    Sid: sid,
    Effect: "Allow",
    Action: [...actions],
    Resource: on(places),
    ...(when ? { Condition: when(places) } : {}),
  })),
});
