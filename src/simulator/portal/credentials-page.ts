import { html } from "../html.ts";
import type { RoleSessionRow, UserRow } from "../rows.ts";
import { json, type WebReply, type WebRequest } from "../web.ts";
import { portalPage } from "./page.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";
import { noAccessPage, requestedRole } from "./requested-role.ts";
import { issueRoleSession } from "./role-session.ts";

/** `GET /portal/credentials`: access keys for the role, ready to paste into a shell. */
export const answerCredentialsPage = (context: PortalContext, user: UserRow, request: WebRequest): WebReply => {
  const role = requestedRole(context, user, request);
  if (role === undefined) return noAccessPage(user, request);
  const session = issueRoleSession(context, user, role);
  const content = html`
<p>${role.permissionSet.name} in ${role.account.name} (${role.account.id}).
They work until <time datetime="${session.expiresAt}">${session.expiresAt}</time>.</p>
<h2>Environment variables</h2>
<pre class="card">export AWS_ACCESS_KEY_ID="${session.accessKeyId}"
export AWS_SECRET_ACCESS_KEY="${session.secretAccessKey}"
export AWS_SESSION_TOKEN="${session.sessionToken}"
export AWS_ENDPOINT_URL="${context.url()}"
export AWS_REGION="${context.world.ids.region}"
export AWS_DEFAULT_REGION="${context.world.ids.region}"</pre>
<p><a href="/portal">Back to the access portal</a></p>`;
  return pageReply(200, portalPage({ title: "Access keys", signedInAs: user.userName, content }));
};

/** `GET /portal/credentials.json`: the same, in the shape in which SDKs read it from a credential process. */
export const answerCredentialsJson = (context: PortalContext, user: UserRow, request: WebRequest): WebReply => {
  const role = requestedRole(context, user, request);
  if (role === undefined) return json(403, { message: "No access" });
  return json(200, credentialProcessOutput(issueRoleSession(context, user, role)));
};

const credentialProcessOutput = (session: RoleSessionRow) => ({
  Version: 1,
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secretAccessKey,
  SessionToken: session.sessionToken,
  Expiration: session.expiresAt,
});
