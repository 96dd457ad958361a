import { html } from "../../html.ts";
import type { UserRow } from "../../rows.ts";
import type { WebReply, WebRequest } from "../../web.ts";
import { portalPage } from "../page.ts";
import { displayNameOf } from "../person.ts";
import type { PortalContext } from "../portal-context.ts";
import { pageReply } from "../reply.ts";
import { findUndecided, keepDeviceAuthorization } from "./device-authorization.ts";

/** `GET /portal/device`: asks the person whether the device that shows this code may act for them. */
export const answerDevicePage = (context: PortalContext, user: UserRow, { url }: WebRequest): WebReply => {
  const userCode = url.searchParams.get("user_code") ?? "";
  const authorization = findUndecided(context, userCode);
  if (authorization === undefined) return codeForm(user, userCode);
  const content = html`
<p>${authorization.clientName} asks to use your accounts and roles as ${displayNameOf(user)}.
Confirm only if it shows this code:</p>
<p class="card"><code>${authorization.userCode}</code></p>
<form method="post" action="/portal/device" class="row"><span>
  <input type="hidden" name="user_code" value="${authorization.userCode}">
  <button name="decision" value="allow">Confirm and continue</button>
  <button name="decision" value="deny" class="link">Deny access</button></span>
</form>`;
  return pageReply(200, portalPage({ title: "Authorization requested", signedInAs: user.userName, content }));
};

/** `POST /portal/device`: what the person decided; a code is decided once. */
export const answerDeviceDecision = (context: PortalContext, user: UserRow, { body }: WebRequest): WebReply => {
  const form = new URLSearchParams(body.toString("utf8"));
  const authorization = findUndecided(context, form.get("user_code") ?? "");
  if (authorization === undefined) return codeForm(user, form.get("user_code") ?? "");
  const allowed = form.get("decision") === "allow";
  keepDeviceAuthorization(context, {
    ...authorization,
    decision: allowed ? { allowed, userId: user.id } : { allowed },
  });
  const content = html`<p>${allowed ? "The request is approved" : "The request is denied"}. You can close this window.</p>`;
  return pageReply(200, portalPage({ title: "Authorization requested", signedInAs: user.userName, content }));
};

const codeForm = (user: UserRow, userCode: string): WebReply => {
  const content = html`
${userCode !== "" && html`<p role="alert">The code “${userCode}” is unknown, over, or already decided.</p>`}
<form method="get" action="/portal/device" class="card">
  <label for="user_code">The code your device shows</label>
  <input id="user_code" name="user_code" autocomplete="off" required> <button>Next</button>
</form>`;
  return pageReply(
    userCode === "" ? 200 : 404,
    portalPage({ title: "Authorize a device", signedInAs: user.userName, content }),
  );
};
