import type { AccessRequest, Grant } from "../../api/shapes.ts";

export type Stage = {
  key: "asked" | "decided" | "begun" | "over";
  status: "success" | "pending" | "in-progress" | "error" | "stopped";
  text: string;
  at: string | null;
};

const names = (request: AccessRequest, verdict: "approve" | "reject") =>
  request.decisions
    .filter((decision) => decision.verdict === verdict)
    .map(({ decider }) => decider?.displayName ?? "policy")
    .join(", ");

const decided = (request: AccessRequest): Stage => {
  const { state, closedAt: at, approvalsGiven, approvalsNeeded } = request;
  const key = "decided";
  switch (state) {
    case "pending":
      return {
        key,
        status: "in-progress",
        text: `Waiting: ${approvalsGiven} of ${approvalsNeeded} approvals`,
        at: null,
      };
    case "approved":
      return { key, status: "success", text: `Approved by ${names(request, "approve")}`, at };
    case "rejected":
      return { key, status: "error", text: `Rejected by ${names(request, "reject")}`, at };
    case "cancelled":
      return { key, status: "stopped", text: "Cancelled by its requester", at };
    case "expired":
      return { key, status: "stopped", text: "Expired: nobody decided in time", at };
  }
};

const earliest = (instants: (string | null)[]) => instants.filter((at) => at !== null).sort()[0] ?? null;
const latest = (instants: (string | null)[]) =>
  instants
    .filter((at) => at !== null)
    .sort()
    .at(-1) ?? null;

const counted = (part: number, all: number, text: string) => (all === 1 ? text : `${text}: ${part} of ${all}`);

const begun = (grants: Grant[]): Stage => {
  const key = "begun";
  const all = grants.length;
  const number = (state: Grant["state"]) => grants.filter((grant) => grant.state === state).length;
  const had = grants.filter(({ activatedAt }) => activatedAt !== null).length;
  const at = earliest(grants.map(({ activatedAt }) => activatedAt));
  if (number("failed") > 0) return { key, status: "error", text: counted(number("failed"), all, "Failed at AWS"), at };
  if (number("activating") > 0)
    return {
      key,
      status: "in-progress",
      text: counted(had, all, all === 1 ? "AWS is giving access" : "Access begun"),
      at,
    };
  if (number("scheduled") > 0)
    return { key, status: "pending", text: "Access begins", at: earliest(grants.map(({ startsAt }) => startsAt)) };
  if (had === 0) return { key, status: "stopped", text: "Ended before it began", at: null };
  return { key, status: "success", text: counted(had, all, "Access begun"), at };
};

/** A window that is over is not always access that is gone. */
const whatStays = (grants: Grant[]): string => {
  const kept = grants.filter((grant) => grant.kept !== null && grant.kept !== "account-gone");
  if (kept.length === 0) return "Access is gone";
  if (kept.length < grants.length) return `Over; access stays in ${kept.length} of ${grants.length} accounts`;
  return kept.every((grant) => grant.kept === "standing")
    ? "Over; the standing access stays"
    : "Over; access goes on by another grant";
};

const over = (grants: Grant[]): Stage => {
  const key = "over";
  const ended = grants.filter(({ endedAt }) => endedAt !== null);
  if (ended.length === grants.length)
    return { key, status: "success", text: whatStays(grants), at: latest(ended.map(({ endedAt }) => endedAt)) };
  if (grants.some(({ state }) => state === "ending"))
    return { key, status: "in-progress", text: counted(ended.length, grants.length, "Being removed at AWS"), at: null };
  return { key, status: "pending", text: "Access ends", at: latest(grants.map(({ endsAt }) => endsAt)) };
};

/** How far a request has come, by what is confirmed; what will not happen any more is left out. */
export const lifeOf = (request: AccessRequest): Stage[] => [
  { key: "asked", status: "success", text: "Asked", at: request.createdAt },
  decided(request),
  ...(request.grants.length > 0 ? [begun(request.grants), over(request.grants)] : []),
];
