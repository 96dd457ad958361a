/**
 * The one script of the portal. It sends the form that is marked for it, and follows AWS's deep links
 * (`/portal#/console?account_id=…&role_name=…`), whose target a server never sees.
 */
export const portalScript = `
document.querySelector("form[data-send-at-once]")?.submit();
const follow = () => {
  const link = /^#[/](console|credentials)([?].*)$/.exec(location.hash);
  if (link) location.replace("/portal/" + link[1] + link[2]);
};
addEventListener("hashchange", follow);
follow();
`;
