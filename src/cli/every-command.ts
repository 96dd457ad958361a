import { accessEnd } from "./access/access-end.ts";
import { accessList } from "./access/access-list.ts";
import { accessShow } from "./access/access-show.ts";
import { accessUse } from "./access/access-use.ts";
import { activity } from "./access/activity.ts";
import { apiClientsList, apiClientsRevoke } from "./admin/api-clients.ts";
import { directoryLists } from "./admin/directory-lists.ts";
import { directorySync } from "./admin/directory-sync.ts";
import { driftAccept } from "./admin/drift-accept.ts";
import { driftCallOff } from "./admin/drift-call-off.ts";
import { driftList } from "./admin/drift-list.ts";
import { driftRemove } from "./admin/drift-remove.ts";
import { notices } from "./admin/notices.ts";
import { policyChangeCommands } from "./admin/policy-change-commands.ts";
import { policyReadCommands } from "./admin/policy-read-commands.ts";
import { settingsSet } from "./admin/settings-set.ts";
import { settingsShow } from "./admin/settings-show.ts";
import { stopLift } from "./admin/stop-lift.ts";
import { stopList } from "./admin/stop-list.ts";
import { stopShow } from "./admin/stop-show.ts";
import { stopStart } from "./admin/stop-start.ts";
import { system } from "./admin/system.ts";
import { unsettled } from "./admin/unsettled.ts";
import { cancel } from "./asking/cancel.ts";
import { eligibility } from "./asking/eligibility.ts";
import { request } from "./asking/request.ts";
import { requestShow } from "./asking/request-show.ts";
import { requestTimeline } from "./asking/request-timeline.ts";
import { requests } from "./asking/requests.ts";
import { auditChain } from "./audit/audit-chain.ts";
import { auditList } from "./audit/audit-list.ts";
import { auditShow } from "./audit/audit-show.ts";
import type { Command } from "./command.ts";
import { approve } from "./deciding/approve.ts";
import { reject } from "./deciding/reject.ts";
import type { Chapter } from "./help.ts";
import { login } from "./session/login.ts";
import { logout } from "./session/logout.ts";
import { whoami } from "./session/whoami.ts";

/** All commands, in the order in which help tells them. */
export const chapters: readonly Chapter[] = [
  { title: "Signing in", commands: [login, logout, whoami] as Command[] },
  { title: "Asking", commands: [eligibility, request, requests, requestShow, requestTimeline, cancel] as Command[] },
  { title: "Deciding", commands: [approve, reject] as Command[] },
  { title: "Access", commands: [accessList, accessShow, accessUse, accessEnd, activity] as Command[] },
  { title: "Emergency", commands: [stopStart, stopList, stopShow, stopLift] as Command[] },
  { title: "Drift", commands: [driftList, driftAccept, driftRemove, driftCallOff] as Command[] },
  { title: "Audit", commands: [auditList, auditShow, auditChain] as Command[] },
  {
    title: "Eligibility policies",
    commands: [...policyReadCommands("eligibility"), ...policyChangeCommands("eligibility")],
  },
  { title: "Approval policies", commands: [...policyReadCommands("approval"), ...policyChangeCommands("approval")] },
  {
    title: "Administration",
    commands: [
      settingsShow,
      settingsSet,
      ...directoryLists,
      directorySync,
      apiClientsList,
      apiClientsRevoke,
      notices,
      system,
      unsettled,
    ] as Command[],
  },
];

export const everyCommand: readonly Command[] = chapters.flatMap(({ commands }) => commands);
