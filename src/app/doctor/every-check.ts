import type { Check } from "./check.ts";
import { configuration } from "./checks/configuration.ts";
import { credentials } from "./checks/credentials.ts";
import { database } from "./checks/database.ts";

/** In the order in which one mends them. */
export const everyCheck: readonly Check[] = [configuration, credentials, database];
