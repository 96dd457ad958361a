import { oneLine } from "../plain.ts";
import type { Screen } from "../screen.ts";
import { localTime, spokenMinutes } from "../times.ts";
import { type AccessRequest, spokenCauses, spokenGrant, spokenWaiting } from "./request-words.ts";

/** One request, on one screen. */
export const showRequest = (screen: Screen, request: AccessRequest): void => {
  const { requester, permissionSet, accounts, decisions, grants } = request;
  screen.facts([
    ["Request", request.id],
    ["State", request.state],
    ["", request.state === "pending" ? spokenWaiting(request) : null],
    ["Asked by", `${requester.displayName}${requester.userName ? ` (${requester.userName})` : ""}`],
    ["Role", permissionSet.name],
    ["Accounts", accounts.map(({ id, name }) => `${name} (${id})`).join("\n")],
    ["Duration", spokenMinutes(request.durationMinutes)],
    ["Start", request.startsAt ? localTime(request.startsAt) : "as soon as it is approved"],
    ["Ticket", request.ticket],
    ["Reason", request.justification],
    ["Asked at", localTime(request.createdAt)],
  ]);
  if (decisions.length > 0) screen.heading("Decisions");
  for (const { decider, verdict, comment, decidedAt } of decisions)
    screen.line(
      `  ${localTime(decidedAt)}  ${verdict === "approve" ? "approved" : "rejected"} by ${decider?.displayName ?? "policy"}${comment ? `: ${comment}` : ""}`,
    );
  if (grants.length > 0) screen.heading("Access");
  for (const grant of grants) {
    screen.line(`  ${grant.id}  ${grant.account.name}\n    ${spokenGrant(grant)}`);
    const causes = spokenCauses(grant);
    if (causes) screen.line(`    ${oneLine(causes)}`);
  }
};
