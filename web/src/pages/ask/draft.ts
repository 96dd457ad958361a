import { newKey } from "../../parts/new-key.ts";

/** What is being typed. `date` and `time` are in the person's zone. */
export type Draft = {
  accounts: { id: string; name: string }[];
  role: { arn: string; name: string } | undefined;
  durationMinutes: number;
  begins: "now" | "later" | "after";
  /** The access whose end is the start, while it is being extended. */
  after: { what: string; endsAt: string } | undefined;
  date: string;
  time: string;
  ticket: string;
  justification: string;
  /** What filled the form last: an address fills it once, not again after a reload. */
  filledBy: string | undefined;
  /** Which click it was that filled it; undefined where an address was opened by itself. */
  filledAt: string | undefined;
  /** Whether something was typed since the form was filled last. */
  isEdited: boolean;
  /** The same form sent twice carries the same key; a changed form another. */
  key: string;
};

export const emptyDraft = (): Draft => ({
  accounts: [],
  role: undefined,
  durationMinutes: 60,
  begins: "now",
  after: undefined,
  date: "",
  time: "",
  ticket: "",
  justification: "",
  filledBy: undefined,
  filledAt: undefined,
  isEdited: false,
  key: newKey(),
});

/** Whether there is something that somebody would miss. */
export const holdsSomething = (draft: Draft): boolean =>
  draft.accounts.length > 0 || draft.justification.trim() !== "" || draft.ticket.trim() !== "";
