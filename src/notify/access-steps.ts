import type { NoticeText, Told } from "./notice-text.ts";
import { oneLine } from "./plain-text.ts";

/** How to use access that has started, for whom it is for: by the portal, by a link into the console, by the AWS CLI. */
export const accessSteps = ({ facts, role }: Told): NoticeText["steps"] => {
  if (facts.notice.kind !== "grant.started" || role !== "requester" || facts.grant?.state !== "active") return [];
  const account = facts.accounts[0];
  const permissionSet = oneLine(facts.permissionSetName);
  const choice = `choose ${account ? `${oneLine(account.name)} (${account.id})` : "the account"} and ${permissionSet}`;
  const portal = portalRoot(facts.portalUrl);
  if (!portal) {
    return [
      { label: "Access portal", text: `Open your AWS access portal and ${choice}.` },
      { label: "AWS CLI", text: `Run aws configure sso, then ${choice}.` },
    ];
  }
  const query = `account_id=${encodeURIComponent(facts.grant.accountId)}&role_name=${encodeURIComponent(facts.permissionSetName)}`;
  return [
    { label: "Access portal", text: `Open the portal and ${choice}.`, url: portal },
    { label: "Console", text: "Go straight to the AWS console.", url: `${portal}/#/console?${query}` },
    { label: "AWS CLI", text: `Run aws configure sso with ${portal} as the SSO start URL, then ${choice}.` },
  ];
};

/** The portal's address without what follows its path; undefined for anything a browser should not follow. */
const portalRoot = (portalUrl: string | null): string | undefined => {
  const url = portalUrl === null ? null : URL.parse(portalUrl);
  if (!url || !["http:", "https:"].includes(url.protocol)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
};
