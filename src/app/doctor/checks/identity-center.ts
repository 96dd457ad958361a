import type { SeenInstance } from "../../../providers/aws/examine/instance.ts";
import type { Check } from "../check.ts";
import { type Finding, NotLookedAt, ok, warning, wrong } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { regionsOf } from "../regions.ts";

const inTheRightRegion = (region: string, primary: string | null): Finding => {
  if (primary === null) return ok(`${region}; AWS does not tell the primary Region`);
  if (primary === region) return ok(`${region} is its primary Region`);
  return wrong(
    `Its primary Region is ${primary}, and Stint is set to ${region}.`,
    `Set AWS_REGION=${primary}: permission sets and assignments are managed there only.`,
  );
};

const whereElse = async ({ aws }: Patient, region: string, signal: AbortSignal): Promise<Finding> => {
  const others = regionsOf(region).filter((one) => one !== region);
  const found = [...new Set((await aws.instancesElsewhere(others, signal)).map((instance) => instance.region))];
  if (found.length > 0)
    return wrong(
      `There is no instance in ${region}, but there is one in ${found.join(" and ")}.`,
      `Set AWS_REGION=${found[0]} if that is the organisation's.`,
    );
  return wrong(
    `There is no instance in ${region}, nor in another Region that these credentials may look into.`,
    "Enable IAM Identity Center in the management account, and run Stint there or in its delegated administrator account.",
  );
};

const described = (instance: SeenInstance): Finding[] => {
  const enabled = instance.permissionSetsEnabled;
  return [
    ...(instance.status === null || instance.status === "ACTIVE"
      ? []
      : [wrong(`The instance is ${instance.status}.`, "See IAM Identity Center → Settings in the AWS console.")]),
    ...(enabled === false
      ? [
          wrong(
            "Permission sets are not enabled for this instance: it gives access to applications only.",
            "Enable them: IAM Identity Center → Settings, or aws sso-admin update-instance --permission-sets-enabled. They cannot be disabled again.",
          ),
        ]
      : [
          ok(
            enabled
              ? "permission sets are enabled"
              : "AWS does not tell whether permission sets are enabled; they are listed",
          ),
        ]),
    ...(instance.keyArn
      ? [
          warning(
            `It is encrypted with ${instance.keyArn}.`,
            "Both roles need “stint doctor --iam-policies customer-key”, and the key's policy must allow the same.",
          ),
        ]
      : []),
  ];
};

/** The organisation's instance is there, in its primary Region, and manages access to accounts. */
export const identityCenter: Check = {
  name: "Identity Center",
  look: async (patient, signal) => {
    const { aws } = patient;
    const region = await aws.region();
    if (!region) throw new NotLookedAt("no Region is set");
    await patient.caller();
    const instances = await aws.instances(signal);
    if (instances.length === 0) return whereElse(patient, region, signal);
    const { managementAccountId } = await aws.organization(signal);
    const instance =
      instances.find((one) => one.ownerAccountId === managementAccountId) ??
      instances.find((one) => one.ownerAccountId === null);
    if (!instance)
      return wrong(
        `The ${instances.length === 1 ? "instance" : "instances"} in ${region} belong to a single account (${instances.map((one) => one.ownerAccountId).join(", ")}) and cannot give access to accounts.`,
        "Enable the organisation instance in the management account.",
      );
    const more = await aws.describeInstance(instance.arn, signal).catch(() => undefined);
    return [
      inTheRightRegion(region, instance.primaryRegion ?? more?.primaryRegion ?? null),
      ...(more
        ? described(more)
        : [
            warning(
              "It cannot be described.",
              "Allow sso:DescribeInstance, so that its Region and its state can be told.",
            ),
          ]),
    ];
  },
};
