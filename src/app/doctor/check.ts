import type { Finding } from "./finding.ts";
import type { Patient } from "./patient.ts";

/** One thing that is looked at. It may find several things, may throw, and may take too long: the runner makes a finding of each. */
export type Check = {
  name: string;
  look(patient: Patient, signal: AbortSignal): Promise<Finding | Finding[]>;
};
