import type { Condition } from "./statement.ts";

/** What a call must bring along for a statement's condition to hold, as IAM's policy simulator is told it. */
export const fittingContext = (condition: Condition): Record<string, string> =>
  Object.fromEntries(
    Object.entries(condition).flatMap(([operator, wanted]) => {
      // "Null": "false" asks for any value at all; "true" for none.
      if (operator !== "Null") return Object.entries(wanted);
      return Object.entries(wanted).flatMap(([key, isMissing]) => (isMissing === "false" ? [[key, "anything"]] : []));
    }),
  );
