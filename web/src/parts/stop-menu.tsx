import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useMe } from "../api/queries.ts";
import type { Grant } from "../api/shapes.ts";
import { stopAddress } from "./stop-address.ts";

/** For admins: from one access to the form that stops all of its person, its account or its permission set. */
export const StopMenu = ({ grant: { person, account, permissionSet } }: { grant: Grant }) => {
  const me = useMe().data;
  if (!me?.abilities.stopInEmergency) return null;
  const items = [
    {
      id: "person",
      text: `Everything of ${person.displayName}`,
      href: stopAddress({ kind: "person", id: person.id }),
    },
    {
      id: "account",
      text: `Everything in ${account.name}`,
      href: stopAddress({ kind: "account", id: account.id }),
    },
    {
      id: "permission-set",
      text: `Everything with ${permissionSet.name}`,
      href: stopAddress({ kind: "permission-set", id: permissionSet.arn }),
    },
  ];
  return <ButtonDropdown items={items}>Emergency stop</ButtonDropdown>;
};
