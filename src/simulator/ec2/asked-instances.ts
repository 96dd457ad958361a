import { AwsError } from "../aws/aws-error.ts";
import type { QueryCall } from "../aws/query-service.ts";
import { type Instance, instancesOf } from "./instances.ts";

export const idsIn = (form: URLSearchParams): string[] =>
  [...form].filter(([name]) => /^InstanceId\.\d+$/.test(name)).map(([, id]) => id);

/** The instances that were named, or all of the account and Region when none were; EC2's errors for what it does not know. */
export const askedInstances = ({ world, caller, region, form }: QueryCall): Instance[] => {
  const all = instancesOf(world, caller.accountId, region);
  const ids = idsIn(form);
  const malformed = ids.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined) throw new AwsError("InvalidInstanceID.Malformed", `Invalid id: "${malformed}"`);
  const unknown = ids.find((id) => !all.some((instance) => instance.id === id));
  if (unknown !== undefined)
    throw new AwsError("InvalidInstanceID.NotFound", `The instance ID '${unknown}' does not exist`);
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
};

export const instanceArns = ({
  form,
  region,
  accountId,
}: {
  form: URLSearchParams;
  region: string;
  accountId: string;
}) => idsIn(form).map((id) => `arn:aws:ec2:${region}:${accountId}:instance/${id}`);

/** How EC2 tells CloudTrail which instances were meant. */
export const instancesSet = (ids: readonly string[]): object => ({
  instancesSet: ids.length === 0 ? {} : { items: ids.map((instanceId) => ({ instanceId })) },
});
