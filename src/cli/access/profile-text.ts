type Held = { accountId: string; account: { name: string }; permissionSet: { name: string } };

/** The AWS CLI splits `[profile a b]` at the blank and then finds no profile: letters, digits, dots, underscores and hyphens only. */
const profileName = ({ account, permissionSet }: Held) =>
  `${account.name}-${permissionSet.name}`.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^-+|-+$/g, "");

/** What the AWS CLI reads from `~/.aws/config`, as `aws configure sso` would write it; the console's copy button gives the same. */
export const profileText = (grant: Held, facts: { portal: string; region: string | null }): string => {
  const name = profileName(grant);
  const region = facts.region ?? "<the Region of your IAM Identity Center>";
  return [
    "# For ~/.aws/config; then:",
    `#   aws sso login --profile ${name}`,
    `#   aws sts get-caller-identity --profile ${name}`,
    `[profile ${name}]`,
    "sso_session = stint",
    `sso_account_id = ${grant.accountId}`,
    `sso_role_name = ${grant.permissionSet.name}`,
    "# The Region to work in; change it as you like.",
    `region = ${region}`,
    "",
    "[sso-session stint]",
    `sso_start_url = ${facts.portal}`,
    `sso_region = ${region}`,
    "sso_registration_scopes = sso:account:access",
  ].join("\n");
};
