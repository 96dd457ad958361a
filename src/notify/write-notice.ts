import { accessSteps } from "./access-steps.ts";
import { headline } from "./headline.ts";
import type { NoticeText, Told } from "./notice-text.ts";
import { oneLine, severalLines } from "./plain-text.ts";
import { remarks } from "./remarks.ts";
import { showDuration, showTime } from "./show-time.ts";

const because: Record<Told["role"], string> = {
  approver: "You hear of this because you may decide on this request.",
  requester: "You hear of this because you asked for this access.",
  admin: "You hear of this because you are an admin of Stint.",
  audit: "This is the audit copy.",
};

/** The notice in words for one role. The link opens this very request. */
export const writeNotice = (told: Told): NoticeText => ({
  ...headline(told),
  remarks: remarks(told.facts),
  rows: rows(told),
  quotes: quotes(told),
  steps: accessSteps(told),
  link: { label: linkLabel(told), url: requestUrl(told) },
  footer: because[told.role],
});

const requestUrl = ({ publicUrl, facts }: Told) =>
  `${publicUrl.replace(/\/+$/, "")}/requests/${encodeURIComponent(facts.request.id)}`;

const linkLabel = ({ facts, role }: Told) =>
  facts.notice.kind === "request.asked" && role === "approver" && facts.request.state === "pending"
    ? "Approve or reject"
    : "Open the request";

const rows = ({ facts }: Told): NoticeText["rows"] => {
  const { request, grant, accounts } = facts;
  return [
    { label: "Person", value: oneLine(facts.requesterName) },
    { label: "Role", value: oneLine(facts.permissionSetName) },
    ...accounts.map((account) => ({ label: "Account", value: `${oneLine(account.name)} (${oneLine(account.id)})` })),
    ...(grant
      ? [
          { label: "From", value: showTime(grant.startsAt) },
          { label: "Until", value: showTime(grant.endsAt) },
        ]
      : [
          { label: "Start", value: request.askedStartsAt ? showTime(request.askedStartsAt) : "as soon as approved" },
          { label: "Duration", value: showDuration(request.durationMinutes) },
        ]),
    ...(request.ticket ? [{ label: "Ticket", value: oneLine(request.ticket) }] : []),
    ...facts.decisions.map(({ deciderName, verdict }) => ({
      label: verdict === "approve" ? "Approved by" : "Rejected by",
      value: deciderName === null ? "policy" : oneLine(deciderName),
    })),
  ];
};

const quotes = ({ facts }: Told): NoticeText["quotes"] => {
  const comment = (label: string, text: string | null | undefined) =>
    text?.trim() ? [{ label, text: severalLines(text) }] : [];
  const of = (name: string | null) => (name === null ? "" : ` from ${oneLine(name)}`);
  return [
    ...comment("Justification", facts.request.justification),
    ...facts.decisions.flatMap(({ deciderName, comment: text }) => comment(`Comment${of(deciderName)}`, text)),
    ...comment(`Comment on the end${of(facts.endedByName)}`, facts.grant?.endComment),
    ...comment("What AWS said", facts.notice.kind === "grant.activation-failed" ? facts.grant?.failure : null),
    ...comment("What stood in the way last", facts.lastError),
  ];
};
