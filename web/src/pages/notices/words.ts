import type { Delivery } from "../../api/notices.ts";

export const outcomeNames: Record<Delivery["state"], string> = {
  dead: "did not arrive",
  waiting: "waits",
  skipped: "nobody to send it to",
  sent: "sent",
};

export const channelNames: Record<string, string> = {
  email: "e-mail",
  sns: "SNS",
  slack: "Slack",
  teams: "Microsoft Teams",
  webhook: "webhook",
};

export const roleNames: Record<Delivery["role"], string> = {
  approver: "approver",
  requester: "requester",
  admin: "admin",
  audit: "audit copy",
};

const happenings: Record<string, string> = {
  "request.asked": "Access was asked for",
  "request.approved": "A request was approved",
  "request.rejected": "A request was rejected",
  "request.cancelled": "A request was cancelled",
  "request.expired": "A request expired",
  "grant.started": "Access started",
  "grant.ended": "Access ended",
  "grant.activation-unconfirmed": "Access takes long to start",
  "grant.activation-failed": "Access could not be given",
  "grant.removal-unconfirmed": "A removal is not confirmed",
};

export const happened = (kind: string): string => happenings[kind] ?? kind;
