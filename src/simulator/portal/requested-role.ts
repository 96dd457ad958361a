import { html } from "../html.ts";
import type { UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { findHeldRole, type HeldRole } from "./held-roles.ts";
import { portalPage } from "./page.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";

/** The role that `account_id` and `role_name` name, if this person holds it now. */
export const requestedRole = ({ world }: PortalContext, user: UserRow, request: WebRequest): HeldRole | undefined => {
  const { accountId, permissionSetName } = asked(request);
  return findHeldRole(world, user, { accountId, permissionSetName });
};

/** What the portal answers to somebody who does not hold the role (any more). */
export const noAccessPage = (user: UserRow, request: WebRequest): WebReply => {
  const { accountId, permissionSetName } = asked(request);
  const content = html`<p role="alert">You do not hold the role “${permissionSetName}” in account “${accountId}” now.</p>
<p><a href="/portal">Back to the access portal</a></p>`;
  return pageReply(403, portalPage({ title: "No access", signedInAs: user.userName, content }));
};

const asked = ({ url }: WebRequest): { accountId: string; permissionSetName: string } => ({
  accountId: url.searchParams.get("account_id") ?? "",
  permissionSetName: url.searchParams.get("role_name") ?? "",
});
