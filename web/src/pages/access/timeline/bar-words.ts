import type { Grant } from "../../../api/shapes.ts";
import type { Look } from "./bar.ts";

/** The looks in the order of a life, as the legend tells them. */
export const lookWords: Record<Look, string> = {
  scheduled: "scheduled",
  activating: "activating",
  active: "active",
  ending: "ending",
  ended: "ended: time was up",
  "cut-short": "ended early",
  failed: "failed",
};

const whyCut = {
  elapsed: "time was up",
  revoked: "before its time",
  "eligibility-lost": "eligibility was lost",
  "person-disabled": "the person was disabled",
  "found-gone": "somebody took it away in AWS",
  restored: "the database was restored",
  "emergency-stop": "emergency stop",
};

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
export const spokenInstant = (ms: number) => local.format(new Date(ms));

export const stateWords = ({ state, endReason, endedBy }: Grant): string => {
  const why = endReason ? `: ${whyCut[endReason]}` : "";
  return `${state}${why}${endedBy ? `, by ${endedBy.displayName}` : ""}`;
};
