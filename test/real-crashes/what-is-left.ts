import { setTimeout as pause } from "node:timers/promises";
import type { Grant } from "../../src/core/grant.ts";
import type { Deployment } from "./deployment.ts";

export type GrantSeen = Pick<
  Grant,
  | "id"
  | "requestId"
  | "personId"
  | "accountId"
  | "permissionSetArn"
  | "state"
  | "startsAt"
  | "endsAt"
  | "endReason"
  | "endAskedAt"
  | "activatedAt"
  | "endedAt"
  | "failure"
> & { key: string; decidedAt: Date };

export type RequestSeen = { id: string; key: string; state: string; grants: number; approvals: number };
export type Left = Awaited<ReturnType<typeof seeWhatIsLeft>>;

/** Waits until Stint says that all is over, and answers how many grants are not by then. */
export const untilAllIsOver = async ({ ask }: Deployment, forMs: number): Promise<number> => {
  for (const giveUpAt = Date.now() + forMs; ; await pause(250)) {
    const [row] = await ask<{ open: number }>(
      "select count(*)::int as open from grants where state not in ('ended', 'failed')",
    );
    const open = row?.open ?? 0;
    if (open === 0 || Date.now() > giveUpAt) return open;
  }
};

/** Everything the database says afterwards of what was asked for, given and taken. */
export const seeWhatIsLeft = async ({ ask }: Deployment) => ({
  requests: await ask<RequestSeen>(
    `select id, justification as key, state,
       (select count(*)::int from grants where request_id = requests.id) as grants,
       (select count(*)::int from decisions where request_id = requests.id and verdict = 'approve') as approvals
     from requests`,
  ),
  grants: await ask<GrantSeen>(
    `select g.id, g.request_id as "requestId", g.person_id as "personId", g.account_id as "accountId",
       g.permission_set_arn as "permissionSetArn", g.state, g.starts_at as "startsAt", g.ends_at as "endsAt",
       g.end_reason as "endReason", g.end_asked_at as "endAskedAt", g.activated_at as "activatedAt",
       g.ended_at as "endedAt", g.failure, r.justification as key, d.decided_at as "decidedAt"
     from grants g join requests r on r.id = g.request_id join decisions d on d.id = g.decision_id`,
  ),
  /** No transition of a grant or a request is told twice. */
  toldTwice: await ask<{ subject: string; action: string; times: number }>(
    `select subject_id as subject, action, count(*)::int as times from audit_events
     where subject_kind in ('grant', 'request') group by 1, 2 having count(*) > 1`,
  ),
  untold: await ask<{ id: string; state: string }>(
    `select id, state from grants where not exists
       (select from audit_events where grant_id = grants.id and action = 'grant.' || grants.state)`,
  ),
});
