import type { DeployedPart, InspectedConfig } from "../../config.ts";
import { everyPart } from "./policy-document.ts";
import type { PolicyPart } from "./statement.ts";

/** The policies that one part of Stint needs as it is configured and set. */
export const partsInUse = (facts: {
  part: DeployedPart;
  config: InspectedConfig;
  cutsCredentials: boolean;
}): PolicyPart[] => {
  const { values } = facts.config;
  const names = new Set<string>([facts.part]);
  if (facts.part === "work") {
    names.add(`work-activity-${values.STINT_ACTIVITY_SOURCE ?? "none"}`);
    if (values.STINT_SES === "on") names.add("work-mail-ses");
    if (facts.cutsCredentials) names.add("work-cut-credentials");
  }
  return everyPart.filter(({ name }) => names.has(name));
};
