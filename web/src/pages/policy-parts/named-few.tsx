import type { PolicyReference } from "../../api/policies.ts";

const shown = 2;

/** The first few by name, and how many more. */
export const NamedFew = ({ names }: { names: readonly string[] }) => {
  const more = names.length - shown;
  return (
    <>
      {names.slice(0, shown).join(", ")}
      {more > 0 ? ` and ${more} more` : ""}
    </>
  );
};

export const namesOf = (references: readonly PolicyReference[], ...kinds: PolicyReference["kind"][]): string[] =>
  references.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
