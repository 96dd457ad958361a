import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../api/queries.ts";
import type { Grant } from "../api/shapes.ts";
import { cliProfile } from "./cli-profile.ts";

/** The portal's address without what follows its path; undefined for anything a browser should not follow. */
const portalRoot = (portalUrl: string | null): string | undefined => {
  const url = portalUrl === null ? null : URL.parse(portalUrl);
  if (!url || !["http:", "https:"].includes(url.protocol)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
};

/** The ways into AWS while access is active: the console by deep link, the CLI by a profile. */
export const UseAccess = ({ grant, portalUrl }: { grant: Grant; portalUrl: string | null }) => {
  const portal = portalRoot(portalUrl);
  const region = useMe().data?.identityCenterRegion ?? null;
  if (!portal || grant.state !== "active") return null;
  const query = new URLSearchParams({ account_id: grant.accountId, role_name: grant.permissionSet.name });
  const where = `${grant.permissionSet.name} in ${grant.account.name}`;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        href={`${portal}/#/console?${query}`}
        target="_blank"
        iconName="external"
        iconAlign="right"
        ariaLabel={`Open the AWS console: ${where} (opens in a new tab)`}
      >
        AWS console
      </Button>
      <CopyToClipboard
        copyButtonText="CLI profile"
        copyButtonAriaLabel={`Copy a CLI profile: ${where}`}
        textToCopy={cliProfile(grant, { portal, region })}
        copySuccessText="Copied"
        copyErrorText="It could not be copied"
      />
    </SpaceBetween>
  );
};
