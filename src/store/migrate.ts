import { sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Db } from "./database.ts";
import * as directory from "./migrations/001-directory.ts";
import * as policies from "./migrations/002-policies.ts";
import * as audit from "./migrations/003-audit.ts";
import * as access from "./migrations/004-access.ts";
import * as outbox from "./migrations/005-outbox.ts";
import * as identity from "./migrations/006-identity.ts";
import * as sharedBudget from "./migrations/007-shared-budget.ts";
import * as acceptedRemovals from "./migrations/008-accepted-removals.ts";
import * as requestsOfTicket from "./migrations/009-requests-of-ticket.ts";
import * as grantSpans from "./migrations/010-grant-spans.ts";
import * as favourites from "./migrations/011-favourites.ts";
import * as seeingTheWork from "./migrations/012-seeing-the-work.ts";
import * as auditMentions from "./migrations/013-audit-mentions.ts";
import * as auditVerification from "./migrations/014-audit-verification.ts";
import * as auditOfGrant from "./migrations/015-audit-of-grant.ts";
import * as auditBreaks from "./migrations/016-audit-breaks.ts";
import * as sessionActivity from "./migrations/017-session-activity.ts";
import * as signInAge from "./migrations/018-sign-in-age.ts";
import * as credentialCuts from "./migrations/019-credential-cuts.ts";
import * as sessionsOfBrowser from "./migrations/020-sessions-of-browser.ts";
import * as certainActivity from "./migrations/022-certain-activity.ts";
import * as longerSessions from "./migrations/023-longer-sessions.ts";
import * as drift from "./migrations/024-drift.ts";
import * as emergencyStops from "./migrations/025-emergency-stops.ts";
import * as seeingIt from "./migrations/027-seeing-it.ts";
import * as conditions from "./migrations/028-conditions.ts";
import * as afterARestore from "./migrations/029-after-a-restore.ts";
import * as refusals from "./migrations/030-refusals.ts";
import * as stopsAtAGlance from "./migrations/031-stops-at-a-glance.ts";
import * as looksPutOff from "./migrations/032-looks-put-off.ts";

const migrations: Record<string, Migration> = {
  "001-directory": directory,
  "002-policies": policies,
  "003-audit": audit,
  "004-access": access,
  "005-outbox": outbox,
  "006-identity": identity,
  "007-shared-budget": sharedBudget,
  "008-accepted-removals": acceptedRemovals,
  "009-requests-of-ticket": requestsOfTicket,
  "010-grant-spans": grantSpans,
  "011-favourites": favourites,
  "012-seeing-the-work": seeingTheWork,
  "013-audit-mentions": auditMentions,
  "014-audit-verification": auditVerification,
  "015-audit-of-grant": auditOfGrant,
  "016-audit-breaks": auditBreaks,
  "017-session-activity": sessionActivity,
  "018-sign-in-age": signInAge,
  "019-credential-cuts": credentialCuts,
  "020-sessions-of-browser": sessionsOfBrowser,
  "022-certain-activity": certainActivity,
  "023-longer-sessions": longerSessions,
  "024-drift": drift,
  "025-emergency-stops": emergencyStops,
  "027-seeing-it": seeingIt,
  "028-conditions": conditions,
  "029-after-a-restore": afterARestore,
  "030-refusals": refusals,
  "031-stops-at-a-glance": stopsAtAGlance,
  "032-looks-put-off": looksPutOff,
};

/** Brings the schema to this version. Running it twice, or from two processes at once, is harmless. Forward only. */
export const migrate = async (db: Db): Promise<string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
};

/** The migrations the database has, in their order. Throws where there is no database of ours. */
export const executedMigrations = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
};

/** Those of them that this program does not know: a newer one made them. */
export const unknownMigrations = async (db: Db): Promise<string[]> =>
  (await executedMigrations(db)).filter((name) => !(name in migrations));

/** The migrations this program knows and the database does not have yet. */
export const pendingMigrations = async (db: Db): Promise<string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const all = await migrator.getMigrations();
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name);
};
