import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Constants, IdentityProvider, SamlLib, ServiceProvider, setSchemaValidator } from "samlify";
import type { SigningKey } from "../src/simulator/portal/signing-key.ts";
import { certificateBody } from "../src/simulator/portal/signing-key.ts";

// What it checks of schemas concerns requests to it; those are ours.
setSchemaValidator({ validate: async () => "not asked" });

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Who the provider says is there; the format is how it calls that name. */
export type Named = { nameId: string; format: string };

/**
 * Somebody else's SAML identity provider (samlify) on a free port of this machine: `/metadata`, `/sso` for requests by redirect, `/start` for
 * sign-ins that begin there. Whoever comes is the person set last.
 */
export const startSamlifyProvider = async (facts: {
  key: SigningKey;
  stintMetadata: () => Promise<string>;
  now: () => Date;
}) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entityID = `${url}/metadata`;
  let published: string | undefined;
  let named: Named = { nameId: "", format: "" };
  const template = SamlLib.defaultLoginResponseTemplate.context;
  const idp = IdentityProvider({
    entityID,
    signingCert: certificateBody(facts.key.certificatePem),
    privateKey: facts.key.privateKeyPem,
    isAssertionEncrypted: false,
    requestSignatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    nameIDFormat: ["urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"],
    singleSignOnService: [{ Binding: Constants.namespace.binding.redirect, Location: `${url}/sso` }],
    loginResponseTemplate: { context: template, attributes: [] },
  });

  const answer = async (request: { id: string } | undefined, relayState: string | null): Promise<string> => {
    const stint = ServiceProvider({ metadata: await facts.stintMetadata() });
    const acs = String(stint.entityMeta.getAssertionConsumerService("post"));
    const now = facts.now();
    const later = new Date(now.getTime() + 300_000).toISOString();
    const id = `_${crypto.randomUUID()}`;
    const values: Record<string, string> = {
      ...{ ID: `_${crypto.randomUUID()}`, AssertionID: id, Destination: acs, Audience: stint.entityMeta.getEntityID() },
      ...{ EntityID: stint.entityMeta.getEntityID(), SubjectRecipient: acs, Issuer: entityID },
      ...{
        IssueInstant: now.toISOString(),
        AssertionConsumerServiceURL: acs,
        StatusCode: Constants.StatusCode.Success,
      },
      ...{ ConditionsNotBefore: now.toISOString(), ConditionsNotOnOrAfter: later },
      ...{ SubjectConfirmationDataNotOnOrAfter: later, NameIDFormat: named.format, NameID: named.nameId },
      ...{ InResponseTo: request?.id ?? "", AttributeStatement: "" },
    };
    const made = await idp.createLoginResponse(
      stint,
      { extract: { request: request ?? {} } },
      "post",
      {},
      {
        customTagReplacement: (text: string) => {
          // One that answers nothing has no such attribute at all.
          const fitting = request ? text : text.replaceAll(' InResponseTo="{InResponseTo}"', "");
          const whole = fitting.replace("{AuthnStatement}", authnStatement(now, id));
          return { id: values.ID ?? "", context: SamlLib.replaceTagsByValue(whole, values) };
        },
      },
    );
    const state = relayState === null ? "" : `<input name="RelayState" value="${escaped(relayState)}">`;
    return `<form method="post" action="${escaped(acs)}"><input name="SAMLResponse" value="${made.context}">${state}</form>`;
  };

  const respond = async (asked: URL): Promise<string> => {
    if (asked.pathname === "/metadata") return published ?? idp.getMetadata();
    const relayState = asked.searchParams.get("RelayState");
    if (asked.pathname === "/start") return answer(undefined, relayState);
    const stint = ServiceProvider({ metadata: await facts.stintMetadata() });
    const { extract } = await idp.parseLoginRequest(stint, "redirect", {
      query: Object.fromEntries(asked.searchParams),
    });
    return answer({ id: String(extract.request?.id) }, relayState);
  };

  server.on("request", (request, response) => {
    respond(new URL(request.url ?? "/", url)).then(
      (body) => response.end(body),
      (problem) => response.writeHead(500).end(String(problem)),
    );
  });
  return {
    url,
    metadataUrl: entityID,
    signInAs: (who: Named) => {
      named = who;
    },
    /** What it says of itself instead of what is so; undefined: what is so. */
    publish: (metadata: string | undefined) => {
      published = metadata;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const authnStatement = (now: Date, index: string) =>
  `<saml:AuthnStatement AuthnInstant="${now.toISOString()}" SessionIndex="${index}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;

export type SamlifyProvider = Awaited<ReturnType<typeof startSamlifyProvider>>;
