import { changeSettings } from "../commands/change-settings.ts";
import { settingsOperations as operations } from "../contract/settings.ts";
import { readStoredSettings, type StoredSettings } from "../store/settings.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";
import { withoutUndefined } from "./without-undefined.ts";

const present = ({ settings, version, updatedAt }: StoredSettings, update: boolean) => ({
  ...settings,
  version,
  updatedAt,
  abilities: { update },
});

export const serveSettings = (api: Api, context: AppContext): void => {
  const refreshes = refreshAuthority(context, "refuse");

  serve(api, operations.get, async ({ personas, holds }) => {
    assertReader(personas);
    return present(await readStoredSettings(context.db), personas.admin && holds("settings:write"));
  });

  serve(api, operations.change, async ({ caller, body, c }) => {
    await refreshes(c, async () => undefined);
    const { version, updatedAt: _updatedAt, warnings: _warnings, abilities: _abilities, notifications, ...rest } = body;
    const change = {
      ...withoutUndefined(rest),
      ...(notifications ? { notifications: withoutUndefined(notifications) } : {}),
    };
    return present(await changeSettings(context, { caller, version, change }), true);
  });
};
