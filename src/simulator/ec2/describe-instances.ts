import type { QueryOperation } from "../aws/query-service.ts";
import type { XmlFields } from "../aws/xml-elements.ts";
import { madeHex } from "../made-id.ts";
import type { World } from "../world.ts";
import { askedInstances, idsIn, instancesSet } from "./asked-instances.ts";
import { type Instance, stateCodes, stateOf } from "./instances.ts";

const presentInstance = (world: World, instance: Instance, now: Date): XmlFields => {
  const { region, createdAt, seed } = world.ids;
  const name = stateOf(world, instance.id, now);
  return {
    instanceId: instance.id,
    imageId: `ami-${madeHex(17, seed, "image")}`,
    instanceState: { code: stateCodes[name], name },
    privateDnsName: `ip-${instance.privateIp.replaceAll(".", "-")}.${region}.compute.internal`,
    instanceType: instance.type,
    launchTime: createdAt,
    placement: { availabilityZone: `${region}a`, tenancy: "default" },
    privateIpAddress: instance.privateIp,
    architecture: "arm64",
    tagSet: { item: [{ key: "Name", value: instance.name }] },
  };
};

/** EC2 DescribeInstances: each instance in a reservation of its own, as when they were launched one by one. */
export const describeInstances: QueryOperation = {
  name: "DescribeInstances",
  readOnly: true,
  parameters: ["InstanceId", "MaxResults"],
  answer: (call) => ({
    reservationSet: {
      item: askedInstances(call).map((instance) => ({
        reservationId: `r-${madeHex(17, instance.id)}`,
        ownerId: instance.accountId,
        instancesSet: { item: [presentInstance(call.world, instance, call.now)] },
      })),
    },
  }),
  requestParameters: (form) => ({ ...instancesSet(idsIn(form)), filterSet: {} }),
};
