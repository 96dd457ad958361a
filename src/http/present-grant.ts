import type { z } from "zod";
import type { grant as grantShape } from "../contract/grants.ts";
import type { Grant } from "../core/grant.ts";
import type { GrantAbilities } from "../core/visibility.ts";
import type { Names } from "./find-names.ts";

export type ShownGrant = { grant: Grant; abilities: GrantAbilities };

export const mentionedInGrants = (shown: readonly ShownGrant[]) => ({
  personIds: shown.flatMap(({ grant }) => [grant.personId, grant.endedById]),
  accountIds: shown.map(({ grant }) => grant.accountId),
  permissionSetArns: shown.map(({ grant }) => grant.permissionSetArn),
});

export const presentGrant = ({ grant, abilities }: ShownGrant, names: Names): z.input<typeof grantShape> => ({
  ...grant,
  person: names.person(grant.personId),
  account: names.account(grant.accountId),
  permissionSet: names.permissionSet(grant.permissionSetArn),
  endedBy: grant.endedById === null ? null : names.person(grant.endedById),
  abilities,
});
