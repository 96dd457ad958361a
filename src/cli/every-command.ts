import { accessEnd } from "./access/access-end.ts";
import { accessList } from "./access/access-list.ts";
import { accessShow } from "./access/access-show.ts";
import { accessUse } from "./access/access-use.ts";
import { activity } from "./access/activity.ts";
import { cancel } from "./asking/cancel.ts";
import { eligibility } from "./asking/eligibility.ts";
import { request } from "./asking/request.ts";
import { requestShow } from "./asking/request-show.ts";
import { requestTimeline } from "./asking/request-timeline.ts";
import { requests } from "./asking/requests.ts";
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
];

export const everyCommand: readonly Command[] = chapters.flatMap(({ commands }) => commands);
