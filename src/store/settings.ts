import { defaultSettings, type Settings } from "../core/settings.ts";
import type { Db, Trx } from "./database.ts";

export type StoredSettings = { settings: Settings; version: number; updatedAt: Date | null };

/** What an older version stored is read as if it had always known today's settings; null where nobody has changed the defaults yet. */
export const settingsOf = (document: Partial<Settings> | null): Settings => ({
  ...defaultSettings,
  ...document,
  notifications: { ...defaultSettings.notifications, ...document?.notifications },
});

/** The settings with their version; version 0 means that nobody has changed the defaults yet. */
export const readStoredSettings = async (db: Db): Promise<StoredSettings> => {
  const row = await db.selectFrom("settings").selectAll().where("id", "=", 1).executeTakeFirst();
  if (!row) return { settings: defaultSettings, version: 0, updatedAt: null };
  return { settings: settingsOf(row.document), version: row.version, updatedAt: row.updatedAt };
};

/** What holds now: the stored document over the defaults. */
export const readSettings = async (db: Db): Promise<Settings> => (await readStoredSettings(db)).settings;

/** Writes the settings only if they still are at `version`; undefined when someone else changed them first. */
export const writeSettings = async (
  trx: Trx,
  change: { settings: Settings; version: number; at: Date },
): Promise<StoredSettings | undefined> => {
  const document = JSON.stringify(change.settings);
  const written =
    change.version === 0
      ? await trx
          .insertInto("settings")
          .values({ id: 1, document, version: 1, updatedAt: change.at })
          .onConflict((conflict) => conflict.column("id").doNothing())
          .returning("version")
          .executeTakeFirst()
      : await trx
          .updateTable("settings")
          .set({ document, version: change.version + 1, updatedAt: change.at })
          .where("id", "=", 1)
          .where("version", "=", change.version)
          .returning("version")
          .executeTakeFirst();
  return written && { settings: change.settings, version: written.version, updatedAt: change.at };
};
