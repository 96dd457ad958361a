import type { Simulated } from "../../providers/aws/examine/simulate-rights.ts";
import { triedActions } from "../../providers/aws/examine/try-reads.ts";
import { fittingContext } from "./iam-policies/fitting-context.ts";
import type { Places } from "./iam-policies/places.ts";
import type { PolicyPart } from "./iam-policies/statement.ts";

/** Actions of one statement on its resources. One action may be wanted twice, on other resources or under another condition. */
export type Wanted = Simulated & { key: string };

const readable = new Set(triedActions);

/** Whether a harmless call shows it. */
export const isTried = ({ actions }: Wanted): boolean => actions.every((action) => readable.has(action));

/** What the policies give, statement by statement: what can be tried apart from what cannot. */
export const wantedBy = (parts: readonly PolicyPart[], places: Places): Wanted[] =>
  parts.flatMap(({ statements }) =>
    statements.flatMap(({ actions, on, when }) =>
      [actions.filter((action) => readable.has(action)), actions.filter((action) => !readable.has(action))]
        .filter((some) => some.length > 0)
        .map((some) => {
          const one = {
            actions: some,
            resources: on(places),
            ...(when ? { context: fittingContext(when(places)) } : {}),
          };
          return { ...one, key: JSON.stringify(one) };
        }),
    ),
  );

export const wantedOnce = (wanted: readonly Wanted[]): Wanted[] => [
  ...new Map(wanted.map((one) => [one.key, one])).values(),
];
