import type { Address } from "../../../parts/list/use-list-address.ts";
import type { Row } from "./rows.ts";
import { heightOf } from "./scale.ts";

/** What is the same in every line is not said in each. */
const wordsOf = ({ grant: { person, permissionSet, account } }: Row, fixed: Address) => {
  const words = [
    ...(fixed.requester ? [] : [person.displayName]),
    ...(fixed.permissionSet ? [] : [permissionSet.name]),
    ...(fixed.account ? [] : [account.name]),
  ];
  const [first = permissionSet.name, ...rest] = words;
  return { first, rest: rest.join(" · ") };
};

/** Who and what each line is. The bars say the same to those who do not see this. */
export const Names = ({ rows, fixed }: { rows: readonly Row[]; fixed: Address }) => (
  <div className="held-names" aria-hidden="true">
    {rows.map((row) => {
      const { first, rest } = wordsOf(row, fixed);
      return (
        <div key={row.key} className="held-name" style={{ height: heightOf(row) }} title={`${first} · ${rest}`}>
          <strong>{first}</strong>
          <span>{rest}</span>
        </div>
      );
    })}
  </div>
);
