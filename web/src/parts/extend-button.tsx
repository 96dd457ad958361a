import Button from "@cloudscape-design/components/button";
import { useMe } from "../api/queries.ts";
import type { Grant } from "../api/shapes.ts";

/** Leads to the form, filled in to go on where this access ends; only for its holder, while it runs. */
export const ExtendButton = ({ grant }: { grant: Grant }) => {
  const me = useMe().data;
  if (grant.state !== "active" || me?.id !== grant.person.id || !me.abilities.request) return null;
  const what = `${grant.permissionSet.name} in ${grant.account.name}`;
  return (
    <Button href={`/ask?extends=${grant.id}`} ariaLabel={`Extend: ${what}`}>
      Extend
    </Button>
  );
};
