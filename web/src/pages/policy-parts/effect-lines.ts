import type { PolicyKind, PolicyPreview } from "../../api/policies.ts";
import { counted } from "./policy-words.ts";

type Item = { person?: { displayName: string }; account: { name: string }; permissionSet: { name: string } };

/** One thing that a change does: in a sentence, how grave it is, and the first of those it is true of. */
export type EffectLine = { id: string; tone: "good" | "bad" | "info"; text: string; count: number; items: Item[] };

const line = (facts: Omit<EffectLine, "count" | "items"> & { of: { count: number; items: Item[] } }): EffectLine[] => {
  const { of, ...told } = facts;
  return of.count === 0 ? [] : [{ ...told, count: of.count, items: of.items }];
};

const people = (count: number) => counted(count, "person", "people");
const roles = (count: number) => counted(count, "role in an account", "roles in accounts");
const ways = (count: number) => counted(count, "combination of account and role", "combinations of account and role");

const approvals = (count: number | null) =>
  count === null ? "nobody could decide" : counted(count, "approval is needed", "approvals are needed");

const tooFew = ({ undecidable }: PolicyPreview, kind: PolicyKind) =>
  line({
    id: "undecidable",
    tone: "bad",
    of: undecidable,
    text:
      kind === "eligibility-policies"
        ? `Too few people could approve ${roles(undecidable.count)}: such requests would be refused. Make an approval policy first.`
        : `Too few people could approve ${roles(undecidable.count)}: requests that need approval would be refused.`,
  });

const ofEligibility = (preview: PolicyPreview): EffectLine[] => {
  const { gains, loses, approvalAdded, approvalDropped, openAccess } = preview;
  return [
    ...line({
      id: "gains",
      tone: "good",
      of: gains,
      text: `${people(gains.people)} could newly ask: ${ways(gains.count)} in all.`,
    }),
    ...line({
      id: "loses",
      tone: "bad",
      of: loses,
      text: `${people(loses.people)} could no longer ask: ${ways(loses.count)} in all.`,
    }),
    ...line({
      id: "openAccess",
      tone: "bad",
      of: openAccess,
      text:
        openAccess.onLostEligibility === "end"
          ? `Access that is open now would end within a minute: ${openAccess.count} in all.`
          : `Access that is open now would lose its eligibility: ${openAccess.count} in all. By the settings it goes on, with a warning.`,
    }),
    ...line({
      id: "approvalDropped",
      tone: "bad",
      of: approvalDropped,
      text: `${people(approvalDropped.people)} would need no approval any more: ${ways(approvalDropped.count)} in all.`,
    }),
    ...line({
      id: "approvalAdded",
      tone: "info",
      of: approvalAdded,
      text: `${people(approvalAdded.people)} would need approval from then on: ${ways(approvalAdded.count)} in all.`,
    }),
  ];
};

const ofApproval = (preview: PolicyPreview): EffectLine[] => {
  const { gains, loses, approvalsNeeded } = preview;
  return [
    ...line({
      id: "gains",
      tone: "good",
      of: gains,
      text: `${people(gains.people)} could newly decide: ${ways(gains.count)} in all.`,
    }),
    ...line({
      id: "loses",
      tone: "bad",
      of: loses,
      text: `${people(loses.people)} could no longer decide: ${ways(loses.count)} in all.`,
    }),
    ...approvalsNeeded.flatMap((change) =>
      line({
        id: `approvals ${change.from} ${change.to}`,
        tone: change.to === null ? "bad" : "info",
        of: change,
        text: `For ${roles(change.count)} ${approvals(change.to)}; before, ${approvals(change.from)}.`,
      }),
    ),
  ];
};

/** Everything that a change does, the gravest not hidden behind anything: each is a line of its own. */
export const effectLines = (kind: PolicyKind, preview: PolicyPreview): EffectLine[] => [
  ...(kind === "eligibility-policies" ? ofEligibility(preview) : ofApproval(preview)),
  ...tooFew(preview, kind),
];
