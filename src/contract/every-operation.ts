import { apiClientOperations } from "./api-clients.ts";
import { auditOperations } from "./audit-events.ts";
import { auditVerificationOperations } from "./audit-verification.ts";
import { directoryOperations } from "./directory.ts";
import { driftOperations } from "./drift.ts";
import { eligibilityOperation } from "./eligibility.ts";
import { emergencyStopOperations } from "./emergency-stop-operations.ts";
import { eventsOperation } from "./events.ts";
import { favouriteOperations } from "./favourites.ts";
import { grantOperations } from "./grant-operations.ts";
import { meOperation } from "./me.ts";
import { noticesOperation } from "./notices.ts";
import { approvalPolicyOperations, eligibilityPolicyOperations } from "./policy-operations.ts";
import { requestOperations } from "./request-operations.ts";
import { requestTimelineOperation } from "./request-timeline.ts";
import { settingsOperations } from "./settings.ts";
import { systemOperations } from "./system.ts";

/** The whole API. */
export const everyOperation = [
  meOperation,
  ...Object.values(favouriteOperations),
  eligibilityOperation,
  eventsOperation,
  noticesOperation,
  ...Object.values(requestOperations),
  requestTimelineOperation,
  ...Object.values(grantOperations),
  ...Object.values(eligibilityPolicyOperations),
  ...Object.values(approvalPolicyOperations),
  ...Object.values(settingsOperations),
  ...Object.values(directoryOperations),
  ...Object.values(auditVerificationOperations),
  ...Object.values(auditOperations),
  ...Object.values(emergencyStopOperations),
  ...Object.values(apiClientOperations),
  ...Object.values(systemOperations),
  ...Object.values(driftOperations),
];
