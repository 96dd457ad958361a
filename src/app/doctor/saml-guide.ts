import { samlAddresses } from "../../auth/saml.ts";

/** Stands in for an address that is not configured yet. */
export const exampleUrl = "https://stint.example.com";

/** As the attribute mappings of Identity Center name what they know of a person. */
const user = (attribute: string): string => `\${user:${attribute}}`;

/**
 * What Stint takes of a person, in the order it is tried. AD_GUID is, whatever its name says, the id of the user in Identity Center, in
 * every identity source but Active Directory perhaps; it never goes to anybody else, which names and addresses may.
 */
export const attributeMappings = [
  { attribute: "Subject", mapsTo: user("subject"), format: "persistent" },
  { attribute: "userId", mapsTo: user("AD_GUID"), format: "unspecified" },
  { attribute: "userName", mapsTo: user("preferredUsername"), format: "unspecified" },
  { attribute: "email", mapsTo: user("email"), format: "unspecified" },
] as const;

const mappingLines = attributeMappings.map(
  ({ attribute, mapsTo, format }) => `     ${attribute.padEnd(10)}${mapsTo.padEnd(28)}${format}`,
);

/** Click by click, with the value of every field: how Identity Center is told of Stint, and Stint of Identity Center. */
export const samlGuide = (publicUrl: string): string => {
  const { entityId, acsUrl } = samlAddresses(publicUrl);
  return `In the AWS console of the account that manages IAM Identity Center, in its primary Region:

1. IAM Identity Center > Applications > Customer managed > Add application.
   Setup preference   I have an application I want to set up
   Application type   SAML 2.0
   Next

2. Configure application
   Display name       Stint
   Description        Temporary elevated access

3. IAM Identity Center metadata: copy the URL of "IAM Identity Center SAML metadata file". It belongs into
   STINT_SAML_METADATA_URL (or download the file, and give its path in STINT_SAML_METADATA_FILE).

4. Application properties
   Application start URL   leave empty
   Relay state             leave empty: the tile opens Stint's home page
   Session duration        12 hours: a session at Stint ends then, if not before (8 hours without use, 12 in all)

5. Application metadata: Manually type your metadata values
   Application ACS URL         ${acsUrl}
   Application SAML audience   ${entityId}
   Submit

6. Actions > Edit attribute mappings
     attribute maps to                     format
${mappingLines.join("\n")}
   Save changes

7. Assign users and groups: the groups that shall see the tile. Only they can sign in; what they may do is decided by Stint's policies,
   not here.

8. Start stint serve, and open Stint from its tile in the access portal, then from a link to ${new URL(publicUrl).origin}/requests.`;
};
