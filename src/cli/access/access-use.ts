import { grantOperations } from "../../contract/grant-operations.ts";
import { meOperation } from "../../contract/me.ts";
import { spokenGrant } from "../asking/request-words.ts";
import { command } from "../command.ts";
import { CliProblem } from "../problem.ts";
import { profileText } from "./profile-text.ts";

/** The portal's address without what follows its path; undefined for anything a browser should not follow. */
const portalRoot = (portalUrl: string | null): string | undefined => {
  const url = portalUrl === null ? null : URL.parse(portalUrl);
  if (!url || !["http:", "https:"].includes(url.protocol)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
};

export const accessUse = command({
  name: "access use",
  summary: "How to use access of yours that is active: a link to the AWS console, and a profile for the AWS CLI.",
  takes: "<access id>",
  options: {
    console: { type: "boolean", words: "the link alone" },
    profile: { type: "boolean", words: "the profile alone" },
  },
  details: "Credentials come from the AWS access portal, never from Stint.",
  examples: [
    "stint access use 01994f60-… --profile >> ~/.aws/config",
    'open "$(stint access use 01994f60-… --console)"',
  ],
  run: async ({ given: [id = ""], values, client, screen, json }) => {
    const { value: me } = await client().call(meOperation);
    const { value: grant } = await client().call(grantOperations.get, { params: { id } });
    if (grant.person.id !== me.id)
      throw new CliProblem("refused", `This is the access of ${grant.person.displayName}: only they can use it.`);
    if (grant.state !== "active")
      throw new CliProblem("refused", `It cannot be used now: it is ${spokenGrant(grant)}.`);
    const portal = portalRoot(me.portalUrl);
    if (!portal)
      throw new CliProblem(
        "refused",
        "The settings do not say where the AWS access portal is. Ask your administrators.",
        [`In the portal choose ${grant.account.name} (${grant.accountId}) and ${grant.permissionSet.name}.`],
      );
    const link = `${portal}/#/console?${new URLSearchParams({ account_id: grant.accountId, role_name: grant.permissionSet.name })}`;
    const profile = profileText(grant, { portal, region: me.identityCenterRegion });
    if (json) screen.json(JSON.stringify({ console: link, profile }));
    else if (values.console) screen.line(link);
    else if (values.profile) screen.line(profile);
    else {
      screen.note(`${grant.permissionSet.name} in ${grant.account.name}: ${spokenGrant(grant)}.`);
      screen.line(`AWS console:\n  ${link}\n\nAWS CLI:\n${profile.replaceAll(/^(?=.)/gm, "  ")}`);
    }
    return undefined;
  },
});
