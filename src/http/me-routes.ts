import { meOperation } from "../contract/me.ts";
import { holdOn } from "../core/emergency-stop.ts";
import { holdReason } from "../core/hold-rules.ts";
import { findHolds } from "../store/emergency-holds.ts";
import type { AppContext } from "./app-context.ts";
import { holdsToDecide } from "./holds-to-decide.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveMe = (api: Api, context: AppContext): void => {
  const { db, clock, identityCenterRegion } = context;
  serve(api, meOperation, async ({ person, personas, caller, holds, c }) => {
    const hold = holdOn(await findHolds(db, [person.id]), { personId: person.id, accountId: "", permissionSetArn: "" });
    const { scopes, settings } = c.var;
    return {
      ...person,
      personas,
      via: caller.via ?? null,
      scopes: scopes === "all" ? null : [...scopes],
      portalUrl: settings.portalUrl,
      identityCenterRegion,
      hold: hold ? holdReason(hold) : null,
      now: clock.now(),
      form: settings,
      abilities: {
        request: holds("requests:write"),
        decide: personas.approver && holdsToDecide(context, { caller, holds })("decisions:write"),
        readAudit: personas.auditor && holds("audit:read"),
        managePolicies: personas.admin && holds("policies:write"),
        changeSettings: personas.admin && holds("settings:write"),
        manageApiClients: personas.admin && holds("settings:write") && !caller.via,
        stopInEmergency: personas.admin && holds("settings:write"),
      },
    };
  });
};
