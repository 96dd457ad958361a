import { meOperation } from "../contract/me.ts";
import { readSettings } from "../store/settings.ts";
import type { AppContext } from "./app-context.ts";
import { holdsToDecide } from "./holds-to-decide.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveMe = (api: Api, context: AppContext): void => {
  const { db, clock, identityCenterRegion } = context;
  serve(api, meOperation, async ({ person, personas, caller, holds, c }) => {
    const settings = await readSettings(db);
    const { scopes } = c.var;
    return {
      ...person,
      personas,
      via: caller.via ?? null,
      scopes: scopes === "all" ? null : [...scopes],
      portalUrl: settings.portalUrl,
      identityCenterRegion,
      now: clock.now(),
      form: settings,
      abilities: {
        request: holds("requests:write"),
        decide: personas.approver && holdsToDecide(context, { caller, holds })("decisions:write"),
        readAudit: personas.auditor && holds("audit:read"),
        managePolicies: personas.admin && holds("policies:write"),
        changeSettings: personas.admin && holds("settings:write"),
        manageApiClients: personas.admin && holds("settings:write") && !caller.via,
      },
    };
  });
};
