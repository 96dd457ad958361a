import type { Statement } from "./policy-document.ts";

type Grants = { actions?: readonly string[]; notActions?: readonly string[] };

const allow = ({ actions = [], notActions = [] }: Grants): Statement => ({
  effect: "Allow",
  principals: [],
  actions,
  notActions,
  resources: ["*"],
  conditions: {},
});

const seeEc2 = ["ec2:Describe*"];
const seeIam = ["iam:Get*", "iam:List*"];
const seeBuckets = ["s3:ListAllMyBuckets", "s3:GetBucketLocation"];
const seeTrails = ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:LookupEvents"];

/**
 * What AWS's own policies allow, of the services the simulator answers: enough to tell one role from another, not AWS's whole text.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const managedPolicies: Record<string, readonly Statement[]> = {
  AdministratorAccess: [allow({ actions: ["*"] })],
  PowerUserAccess: [
    allow({ notActions: ["iam:*", "organizations:*", "account:*"] }),
    allow({ actions: ["iam:ListRoles", "organizations:DescribeOrganization", "account:ListRegions"] }),
  ],
  ReadOnlyAccess: [
    allow({
      actions: [...seeEc2, ...seeIam, "ec2:Get*", "s3:Get*", "s3:List*", "cloudtrail:Describe*", "cloudtrail:Get*"],
    }),
  ],
  ViewOnlyAccess: [allow({ actions: [...seeEc2, ...seeTrails, "iam:List*", "s3:ListAllMyBuckets", "s3:ListBucket"] })],
  SecurityAudit: [allow({ actions: [...seeEc2, ...seeIam, ...seeBuckets, ...seeTrails, "s3:GetBucket*"] })],
  DatabaseAdministrator: [allow({ actions: [...seeEc2, "iam:ListRoles", "s3:CreateBucket", ...seeBuckets] })],
  NetworkAdministrator: [allow({ actions: [...seeEc2, ...seeBuckets, "ec2:CreateRoute", "ec2:CreateVpc"] })],
  DataScientist: [
    allow({ actions: [...seeEc2, "ec2:StartInstances", "ec2:StopInstances", "iam:ListRoles", "s3:CreateBucket"] }),
    allow({ actions: ["s3:Get*", "s3:List*", "s3:PutObject", "s3:DeleteObject"] }),
  ],
  SupportUser: [allow({ actions: [...seeEc2, ...seeTrails, "iam:GetAccountSummary", "iam:List*", "s3:List*"] })],
  AWSCodePipeline_FullAccess: [allow({ actions: ["iam:ListRoles", ...seeBuckets, "cloudtrail:DescribeTrails"] })],
  AWSBillingReadOnlyAccess: [],
};

/** The statements of a managed policy; one that the simulator does not know allows nothing, and is said on standard error. */
export const managedPolicy = (arn: string): readonly Statement[] => {
  const name = arn.split("/").at(-1) ?? "";
  const known = Object.hasOwn(managedPolicies, name) ? managedPolicies[name] : undefined;
  if (!known)
    process.stderr.write(`simulator: The simulator does not know what ${arn} allows; here it allows nothing.\n`);
  return known ?? [];
};
