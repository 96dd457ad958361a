import type { Check } from "./check.ts";
import { account } from "./checks/account.ts";
import { activity } from "./checks/activity.ts";
import { clock } from "./checks/clock.ts";
import { configuration } from "./checks/configuration.ts";
import { credentials } from "./checks/credentials.ts";
import { database } from "./checks/database.ts";
import { groups } from "./checks/groups.ts";
import { identityCenter } from "./checks/identity-center.ts";
import { mail } from "./checks/mail.ts";
import { oidc } from "./checks/oidc.ts";
import { permissionSets } from "./checks/permission-sets.ts";
import { rights } from "./checks/rights.ts";
import { saml } from "./checks/saml.ts";

/** In the order in which one mends them. */
export const everyCheck: readonly Check[] = [
  configuration,
  credentials,
  account,
  identityCenter,
  rights,
  clock,
  database,
  saml,
  oidc,
  mail,
  groups,
  permissionSets,
  activity,
];
