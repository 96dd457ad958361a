import { assumedRoleArn } from "../aws/assumed-role.ts";
import { html } from "../html.ts";
import type { UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { portalPage } from "./page.ts";
import { displayNameOf } from "./person.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";
import { noAccessPage, requestedRole } from "./requested-role.ts";
import { issueRoleSession } from "./role-session.ts";

/** `GET /portal/console`: the simulated console, which says who is there, in which role and account, and until when. */
export const answerConsolePage = (context: PortalContext, user: UserRow, request: WebRequest): WebReply => {
  const role = requestedRole(context, user, request);
  if (role === undefined) return noAccessPage(user, request);
  const session = issueRoleSession(context, user, role);
  const destination = request.url.searchParams.get("destination");
  const content = html`
<p>A real console would open here. This one only says that you are in.</p>
<dl class="card">
  <dt>Person</dt><dd>${displayNameOf(user)} (${user.userName})</dd>
  <dt>Account</dt><dd>${role.account.name} (${role.account.id})</dd>
  <dt>Role</dt><dd>${role.permissionSet.name}</dd>
  <dt>Signed in as</dt><dd><code>${assumedRoleArn(session)}</code></dd>
  <dt>Session ends</dt><dd><time datetime="${session.expiresAt}">${session.expiresAt}</time></dd>
  ${destination !== null && html`<dt>Destination</dt><dd><code>${destination}</code></dd>`}
</dl>
<p><a href="/portal">Back to the access portal</a></p>`;
  return pageReply(200, portalPage({ title: "Management console", signedInAs: user.userName, content }));
};
