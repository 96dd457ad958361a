import { keepDocument, readDocument } from "../kept-document.ts";
import type { PortalContext } from "./portal-context.ts";

export type NameIdSource = "userId" | "email" | "userName";

/** The settings an administrator gives a customer-managed SAML 2.0 application in Identity Center. */
export type SamlApplication = { name: string; acsUrl: string; audience: string; nameIdSource: NameIdSource };

const document = "portal-saml-application";

/** The Stint application as it is set up now: what was changed over HTTP, else what follows from Stint's address. */
export const samlApplication = ({ world, stintUrl }: PortalContext): SamlApplication => ({
  name: "Stint",
  acsUrl: `${stintUrl}/auth/saml/acs`,
  audience: `${stintUrl}/auth/saml/metadata`,
  nameIdSource: "userId",
  ...readDocument<Partial<SamlApplication>>(world, document, {}),
});

/** Changes the settings that are given and keeps the others. */
export const changeSamlApplication = (context: PortalContext, changes: Partial<SamlApplication>): SamlApplication => {
  const before = readDocument<Partial<SamlApplication>>(context.world, document, {});
  keepDocument(context.world, document, { ...before, ...changes });
  return samlApplication(context);
};
