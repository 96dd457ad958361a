// This file breaks a rule on purpose: core may import nothing of ours. `npm run boundaries` fails if nobody notices.
import { noJobs } from "../../../src/store/jobs.ts";

export const canary = noJobs;
