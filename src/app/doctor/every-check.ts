import type { Check } from "./check.ts";
import { account } from "./checks/account.ts";
import { clock } from "./checks/clock.ts";
import { configuration } from "./checks/configuration.ts";
import { credentials } from "./checks/credentials.ts";
import { database } from "./checks/database.ts";
import { identityCenter } from "./checks/identity-center.ts";
import { mail } from "./checks/mail.ts";
import { rights } from "./checks/rights.ts";

/** In the order in which one mends them. */
export const everyCheck: readonly Check[] = [
  configuration,
  credentials,
  account,
  identityCenter,
  rights,
  clock,
  database,
  mail,
];
