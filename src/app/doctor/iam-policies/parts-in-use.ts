import type { DeployedPart, InspectedConfig } from "../../config.ts";
import { everyPart } from "./policy-document.ts";
import type { PolicyPart } from "./statement.ts";

/** The policies that one part of Stint needs as it is configured. */
export const partsInUse = (part: DeployedPart, { values }: InspectedConfig): PolicyPart[] => {
  const names = new Set<string>([part]);
  if (part === "work" && values.STINT_SES === "on") names.add("work-mail-ses");
  if (part === "work") names.add(`work-activity-${values.STINT_ACTIVITY_SOURCE ?? "none"}`);
  return everyPart.filter(({ name }) => names.has(name));
};
