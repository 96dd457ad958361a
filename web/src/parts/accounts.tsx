import type { AccessRequest } from "../api/shapes.ts";

const shown = 2;

/** The first accounts by name, and how many more. */
export const Accounts = ({ of }: { of: AccessRequest["accounts"] }) => {
  const names = of.slice(0, shown).map(({ name }) => name);
  const more = of.length - names.length;
  return (
    <>
      {names.join(", ")}
      {more > 0 ? ` and ${more} more` : ""}
    </>
  );
};
