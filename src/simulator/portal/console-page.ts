import { assumedRoleArn } from "../aws/assumed-role.ts";
import { recordConsoleLogin } from "../cloudtrail/record-console-login.ts";
import { type Html, html } from "../html.ts";
import type { RoleSessionRow, UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { consoleCalls } from "./console-calls.ts";
import { makeConsoleCall } from "./make-console-call.ts";
import { portalPage } from "./page.ts";
import { displayNameOf } from "./person.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";
import { noAccessPage, requestedRole } from "./requested-role.ts";
import { issueRoleSession } from "./role-session.ts";

type Shown = { user: UserRow; session: RoleSessionRow; destination?: string | null; outcome?: Html };

const consolePage = ({ world }: PortalContext, { user, session, destination, outcome }: Shown): WebReply => {
  const account = world.accounts.get(session.accountId);
  const role = world.permissionSets.get(session.permissionSetArn);
  const content = html`
<p>A real console would open here. This one says that you are in, and does a few things in the account with your role.
What you do is recorded by CloudTrail, and arrives in the trail some minutes later.</p>
${outcome}
<form method="post" action="/portal/console" class="card">
  <input type="hidden" name="session" value="${session.accessKeyId}">
  ${consoleCalls.map(({ name, label }) => html`<button name="call" value="${name}">${label}</button> `)}
</form>
<dl class="card">
  <dt>Person</dt><dd>${displayNameOf(user)} (${user.userName})</dd>
  <dt>Account</dt><dd>${account?.name} (${session.accountId})</dd>
  <dt>Role</dt><dd>${role?.name}</dd>
  <dt>Signed in as</dt><dd><code>${assumedRoleArn(session)}</code></dd>
  <dt>Session ends</dt><dd><time datetime="${session.expiresAt}">${session.expiresAt}</time></dd>
  ${destination ? html`<dt>Destination</dt><dd><code>${destination}</code></dd>` : undefined}
</dl>
<p><a href="/portal">Back to the access portal</a></p>`;
  return pageReply(200, portalPage({ title: "Management console", signedInAs: user.userName, content }));
};

/** `GET /portal/console`: the simulated console, which says who is there, in which role and account, and until when. */
export const answerConsolePage = (context: PortalContext, user: UserRow, request: WebRequest): WebReply => {
  const role = requestedRole(context, user, request);
  if (role === undefined) return noAccessPage(user, request);
  const session = issueRoleSession(context, user, { ...role, fromConsole: true });
  recordConsoleLogin(context, session, request);
  return consolePage(context, { user, session, destination: request.url.searchParams.get("destination") });
};

/** `POST /portal/console`: makes one call with this person's own session, whatever became of the assignment since. */
export const answerConsoleCall = async (
  context: PortalContext,
  user: UserRow,
  request: WebRequest,
): Promise<WebReply> => {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const session = context.world.roleSessions.get(form.get("session") ?? "");
  const wanted = consoleCalls.find(({ name }) => name === form.get("call"));
  if (session?.userId !== user.id || !wanted) return noAccessPage(user, request);
  const { status, text } = await makeConsoleCall(context, { session, wanted, request });
  const outcome = html`<section class="card" aria-labelledby="outcome"><h2 id="outcome">${wanted.label}: ${status < 400 ? "done" : "refused"}</h2>
<pre>${text === "" ? "No content." : text}</pre></section>`;
  return consolePage(context, { user, session, outcome });
};
