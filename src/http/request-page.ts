import { html } from "hono/html";
import type { SeenRequest } from "../commands/see-requests.ts";
import type { AuditEvent } from "../core/audit.ts";
import type { Names } from "./find-names.ts";
import { page } from "./page.ts";

const at = (instant: Date | null) =>
  instant
    ? html`<time datetime="${instant.toISOString()}">${instant.toISOString().slice(0, 16).replace("T", " ")} UTC</time>`
    : "—";

const who = (event: AuditEvent, names: Names): string => {
  switch (event.actor.kind) {
    case "person":
      return names.person(event.actor.id).displayName;
    case "policy":
      return "policy";
    case "system":
      return "Stint";
    case "anonymous":
      return "somebody";
  }
};

const whyEnded = {
  elapsed: "its time was up",
  revoked: "ended early",
  "eligibility-lost": "eligibility was lost",
  "person-disabled": "the person was disabled",
} as const;

const grantRow = ({ grant, account }: SeenRequest["grants"][number]) => html`<tr>
<td>${account.name} (${account.id})</td>
<td>${grant.state}${grant.endReason ? html`: ${whyEnded[grant.endReason]}` : ""}${grant.failure ? html`: ${grant.failure}` : ""}</td>
<td>${at(grant.startsAt)}</td><td>${at(grant.endsAt)}</td></tr>`;

const abilityWords = { approve: "approve it", reject: "reject it", cancel: "cancel it" } as const;

const waysOn = ({ request, abilities }: SeenRequest) => {
  const may = (Object.keys(abilityWords) as (keyof typeof abilityWords)[]).filter((ability) => abilities[ability]);
  return may.length > 0
    ? html`<p>You may ${may.map((ability) => abilityWords[ability]).join(" or ")}: ${may.map(
        (ability) => html`<code>POST /api/v1/requests/${request.id}/${ability}</code> `,
      )}</p>`
    : "";
};

/** One request to read: what was asked, what was decided, what came of it, and what happened when. */
export const requestPage = (facts: {
  shown: SeenRequest;
  timeline: readonly AuditEvent[];
  names: Names;
  signedInAs: string;
}) => {
  const { shown, names } = facts;
  const { request } = shown;
  return page({
    title: `${shown.permissionSet.name} for ${shown.requester.displayName}`,
    signedInAs: facts.signedInAs,
    body: html`<p>This request is <strong>${request.state}</strong>.</p>
${waysOn(shown)}
<dl>
<dt>Accounts</dt><dd>${shown.accounts.map(({ id, name }) => `${name} (${id})`).join(", ")}</dd>
<dt>Start</dt><dd>${request.askedStartsAt ? at(request.askedStartsAt) : "as soon as approved"}</dd>
<dt>Duration</dt><dd>${request.durationMinutes} minutes</dd>
<dt>Ticket</dt><dd>${request.ticket ?? "—"}</dd>
<dt>Justification</dt><dd>${request.justification ?? "—"}</dd>
<dt>Asked</dt><dd>${at(request.createdAt)}</dd>
<dt>Approval</dt><dd>${
      request.approvalRequired ? `${request.approvalsNeeded} needed` : "not required"
    }${request.state === "pending" ? html`, waits until ${at(request.expiresAt)}` : ""}</dd>
</dl>
${
  shown.grants.length > 0
    ? html`<h2>Access</h2>
<table><thead><tr><th>Account</th><th>State</th><th>From</th><th>Until</th></tr></thead>
<tbody>${shown.grants.map(grantRow)}</tbody></table>`
    : ""
}
<h2>What happened</h2>
<table><thead><tr><th>When</th><th>Who</th><th>What</th><th>Account</th></tr></thead>
<tbody>${facts.timeline.map(
      (event) => html`<tr><td>${at(event.at)}</td><td>${who(event, names)}</td><td>${event.action}</td>
<td>${event.accountId ? names.account(event.accountId).name : ""}</td></tr>`,
    )}</tbody></table>
<p><a href="/api/v1/requests/${request.id}">The same as JSON</a></p>`,
  });
};
