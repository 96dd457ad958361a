import { activityParts } from "./activity-parts.ts";
import { cutting } from "./cutting-parts.ts";
import type { Places } from "./places.ts";
import { anywhere, identityStore, instance, type PolicyPart } from "./statement.ts";

/** Either may be the one that is verified, and SES asks for the right to the one it takes. */
const mailIdentities = ({ partition, region, accountId, mailAddress, mailIdentity }: Places) =>
  [mailAddress, mailIdentity].map((name) => `arn:${partition}:ses:${region}:${accountId}:identity/${name}`);

/** SES asks for SendRawEmail when SendEmail is given a whole mail, which is what is sent. */
const mail: PolicyPart = {
  name: "work-mail-ses",
  why: "“stint work”, when STINT_SES=on",
  statements: [
    {
      sid: "SendMail",
      actions: ["ses:SendRawEmail"],
      on: mailIdentities,
    },
  ],
};

const domains: Record<string, string> = { "aws-cn": "amazonaws.com.cn", "aws-eusc": "amazonaws.eu" };

const viaService = (service: string, { partition }: Places) => `${service}.*.${domains[partition] ?? "amazonaws.com"}`;

/** Identity Center decrypts with the rights of whoever asks (IAM Identity Center User Guide, customer managed KMS keys). */
const customerKey: PolicyPart = {
  name: "customer-key",
  why: "both, when Identity Center is encrypted with a KMS key of your own; the key's policy must allow the same",
  statements: [
    {
      sid: "DecryptForIdentityCenter",
      onOurBehalf: true,
      actions: ["kms:Decrypt"],
      on: ({ keyArn }) => [keyArn],
      when: (places) => ({
        StringLike: { "kms:ViaService": viaService("sso", places) },
        ArnEquals: { "kms:EncryptionContext:aws:sso:instance-arn": instance(places) },
      }),
    },
    {
      sid: "DecryptForIdentityStore",
      onOurBehalf: true,
      actions: ["kms:Decrypt"],
      on: ({ keyArn }) => [keyArn],
      when: (places) => ({
        StringLike: { "kms:ViaService": viaService("identitystore", places) },
        ArnEquals: { "kms:EncryptionContext:aws:identitystore:identitystore-arn": identityStore(places) },
      }),
    },
  ],
};

/**
 * In its own account AWS makes the roles of assignments with the rights of whoever asks (IAM Identity Center User Guide,
 * identity-based policy examples, example 2).
 */
const managementAccount: PolicyPart = {
  name: "work-management-account",
  why: "“stint work”, only where Stint runs in the management account and gives access to that account too",
  statements: [
    {
      sid: "MakeRolesOfAssignments",
      onOurBehalf: true,
      actions: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:PutRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      on: ({ partition, managementAccountId }) => [
        `arn:${partition}:iam::${managementAccountId}:role/aws-reserved/sso.amazonaws.com/*`,
      ],
    },
    {
      sid: "SeeIdentityProviderOfAssignments",
      onOurBehalf: true,
      actions: ["iam:GetSAMLProvider", "iam:UpdateSAMLProvider"],
      on: ({ partition, managementAccountId }) => [
        `arn:${partition}:iam::${managementAccountId}:saml-provider/AWSSSO_*_DO_NOT_DELETE`,
      ],
    },
    { sid: "ListRolesAndPolicies", onOurBehalf: true, actions: ["iam:ListPolicies", "iam:ListRoles"], on: anywhere },
  ],
};

const doctor: PolicyPart = {
  name: "doctor",
  why: "whoever runs the doctor, beside one of the others: lets “stint doctor” see what Stint itself need not ask",
  statements: [
    { sid: "FindDelegatedAdministrator", actions: ["organizations:ListDelegatedAdministrators"], on: anywhere },
    {
      sid: "SimulateOwnRights",
      actions: ["iam:GetRole", "iam:SimulatePrincipalPolicy"],
      on: ({ partition, accountId, role }) => [`arn:${partition}:iam::${accountId}:role/${role}`],
    },
    { sid: "SeeMailIdentity", actions: ["ses:GetEmailIdentity"], on: mailIdentities },
    { sid: "SeeMailSandbox", actions: ["ses:GetAccount"], on: anywhere },
  ],
};

/** Only where something is switched on, or somebody wants it. */
export const optionalParts: readonly PolicyPart[] = [
  cutting,
  ...activityParts,
  mail,
  customerKey,
  managementAccount,
  doctor,
];
