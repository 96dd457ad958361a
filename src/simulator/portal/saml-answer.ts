import { html } from "../html.ts";
import type { UserRow } from "../rows.ts";
import type { WebReply } from "../web.ts";
import { nameIdFormats, signAssertion } from "./assertion.ts";
import { portalPage } from "./page.ts";
import { emailOf } from "./person.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";
import { type SamlApplication, samlApplication } from "./saml-application.ts";
import { samlEntityId } from "./saml-metadata.ts";

export type SamlAnswer = { authenticatedAt: Date; relayState?: string; inResponseTo?: string };

/** Identity Center's own default for an application is an hour; administrators may choose up to 90 days. */
const sessionMs = 90 * 24 * 3_600_000;

/** The page that posts a signed assertion about this person to the application: by itself, or by its button where scripts are off. */
export const samlAnswerPage = async (context: PortalContext, user: UserRow, answer: SamlAnswer): Promise<WebReply> => {
  const application = samlApplication(context);
  const issuedAt = context.clock.now();
  const response = signAssertion(
    {
      issuer: samlEntityId(context),
      audience: application.audience,
      acsUrl: application.acsUrl,
      ...subject(user, application),
      attributes: { userName: user.userName, ...optional("email", emailOf(user)) },
      issuedAt,
      authenticatedAt: answer.authenticatedAt,
      sessionNotOnOrAfter: new Date(issuedAt.getTime() + sessionMs),
      ...optional("inResponseTo", answer.inResponseTo),
    },
    await context.signingKey(),
  );
  const content = html`
<p>You are being signed in to ${application.name} as ${user.userName}.</p>
<form method="post" action="${application.acsUrl}" data-send-at-once>
<input type="hidden" name="SAMLResponse" value="${Buffer.from(response).toString("base64")}">
${answer.relayState !== undefined && html`<input type="hidden" name="RelayState" value="${answer.relayState}">`}
<button>Continue to ${application.name}</button>
</form>`;
  return pageReply(200, portalPage({ title: `Opening ${application.name}`, signedInAs: user.userName, content }));
};

// Somebody without an e-mail address is named by user name, as ${user:email} falls back in Identity Center's mappings.
const subject = (user: UserRow, { nameIdSource }: SamlApplication): { nameId: string; nameIdFormat: string } => {
  switch (nameIdSource) {
    case "userId":
      return { nameId: user.id, nameIdFormat: nameIdFormats.persistent };
    case "userName":
      return { nameId: user.userName, nameIdFormat: nameIdFormats.persistent };
    case "email":
      return { nameId: emailOf(user) ?? user.userName, nameIdFormat: nameIdFormats.emailAddress };
  }
};

const optional = <Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> =>
  value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
