import { objectIn, refuse } from "../control/refusal.ts";
import { json, type WebReply, type WebRequest } from "../web.ts";
import type { PortalContext } from "./portal-context.ts";
import { changeSamlApplication, type NameIdSource, type SamlApplication, samlApplication } from "./saml-application.ts";

/** `GET /_simulator/saml-application`: how the Stint application is set up now. */
export const answerSamlApplication = (context: PortalContext): WebReply => json(200, samlApplication(context));

/** `POST /_simulator/saml-application`: changes what is given; with anything it does not know it changes nothing. */
export const answerSamlApplicationChange = (context: PortalContext, request: WebRequest): WebReply => {
  const members = objectIn(request.body);
  if (members === undefined) return refuse(allowed);
  const wrong = Object.entries(members).filter(([name, value]) => !fits(name, value));
  if (wrong.length === 0) return json(200, changeSamlApplication(context, members));
  return refuse(`Not a setting, or not a value for it: ${wrong.map(([name]) => name).join(", ")}. ${allowed}`);
};

const sources: readonly NameIdSource[] = ["userId", "email", "userName"];
const allowed = `Settings are name, audience, acsUrl (a URL) and nameIdSource (${sources.join(", ")}).`;

const fits = (name: string, value: unknown): boolean => {
  if (typeof value !== "string" || value === "") return false;
  const checks: Record<keyof SamlApplication, () => boolean> = {
    name: () => true,
    audience: () => true,
    acsUrl: () => URL.canParse(value) && /^https?:/.test(value),
    nameIdSource: () => sources.some((source) => source === value),
  };
  return Object.hasOwn(checks, name) && checks[name as keyof SamlApplication]();
};
