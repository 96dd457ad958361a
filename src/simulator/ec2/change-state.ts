import { AwsError } from "../aws/aws-error.ts";
import type { QueryCall, QueryOperation } from "../aws/query-service.ts";
import type { XmlFields } from "../aws/xml-elements.ts";
import { askedInstances, idsIn, instanceArns, instancesSet } from "./asked-instances.ts";
import { type Instance, type InstanceState, stateCodes, stateOf, wish } from "./instances.ts";

type Change = { from: readonly InstanceState[]; wanted: "pending" | "stopping"; done: readonly InstanceState[] };

const stateFields = (name: InstanceState) => ({ code: stateCodes[name], name });

const changed = ({ world, now }: QueryCall, { id }: Instance, { from, wanted, done }: Change): XmlFields => {
  const previous = stateOf(world, id, now);
  if (!from.includes(previous) && !done.includes(previous))
    throw new AwsError(
      "IncorrectInstanceState",
      `The instance '${id}' is not in a state from which it can be ${wanted === "pending" ? "started" : "stopped"}.`,
    );
  if (from.includes(previous)) wish(world, id, wanted, now);
  return {
    instanceId: id,
    currentState: stateFields(stateOf(world, id, now)),
    previousState: stateFields(previous),
  };
};

const changing = (name: string, change: Change): QueryOperation => ({
  name,
  readOnly: false,
  parameters: ["InstanceId"],
  resources: instanceArns,
  answer(call) {
    if (idsIn(call.form).length === 0)
      throw new AwsError("MissingParameter", "The request must contain the parameter InstanceId");
    return { instancesSet: { item: askedInstances(call).map((instance) => changed(call, instance, change)) } };
  },
  requestParameters: (form) => instancesSet(idsIn(form)),
  responseElements: ({ instancesSet: set }) => ({ instancesSet: { items: (set as { item: object[] }).item } }),
});

/** EC2 StartInstances: what runs already is left running. */
export const startInstances = changing("StartInstances", {
  from: ["stopped"],
  wanted: "pending",
  done: ["pending", "running"],
});

/** EC2 StopInstances: what stands already is left standing. */
export const stopInstances = changing("StopInstances", {
  from: ["running", "pending"],
  wanted: "stopping",
  done: ["stopping", "stopped"],
});
