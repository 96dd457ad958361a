import { unknownPlaces } from "./places.ts";
import { everyPart, policyDocument } from "./policy-document.ts";

const opening = `# IAM policies

The exact rights Stint needs, and no others: no action is a pattern, and resources are limited where AWS can limit them. Give \`stint serve\` and
\`stint work\` a role each, so that what faces the network can change nothing in AWS. \`stint doctor --iam-policies <name>\` prints one of them with the
ids of your organisation filled in, as far as the credentials it runs with may read them; a test keeps this page the same as the code, and another keeps
the policies the same as the calls the code can make. In another partition (\`aws-us-gov\`, \`aws-cn\`) the ARNs begin otherwise; the command knows.

Narrow them further if you like: a policy for \`work\` that names only some accounts or permission sets limits what Stint can give, whatever its own
policies say. Leave \`sso:DeleteAccountAssignment\` at least as wide as \`sso:CreateAccountAssignment\`, or access could begin that Stint cannot end.
`;

/** docs/iam-policies.md, whole. */
export const policiesPage = (): string =>
  [
    opening,
    ...everyPart.map(
      (part) =>
        `## \`${part.name}\`\n\nFor ${part.why}.\n\n\`\`\`json\n${JSON.stringify(policyDocument(part, unknownPlaces), null, 2)}\n\`\`\`\n`,
    ),
  ].join("\n");
