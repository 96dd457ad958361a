import { type Reason, refuse } from "./decision.ts";

/**
 * Control characters but newline and tab, and the marks that turn the direction of text around: with them, what an approver reads
 * is not what was written.
 */
const unwanted = /(?![\n\t])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unwantedInALine = /[\n\t]/;

/** What leaves no mark on the page: blanks, marks of format such as zero-width spaces and fillers. */
const leavesNoMark = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]*$/u;

/** Line ends of one kind, no blanks around it; nothing left that could be read means nothing was said. */
export const tidied = (text: string | null | undefined): string | null => {
  const kept = text?.replaceAll("\r\n", "\n").trim() ?? "";
  return leavesNoMark.test(kept) ? null : kept;
};

/** What is wrong with a text that people wrote, if anything. */
export const checkWords = (
  text: string | null,
  rule: { noun: string; field: string; longest: number; oneLine?: boolean },
): Reason | undefined => {
  if (text === null) return undefined;
  if (text.length > rule.longest)
    return refuse(
      `${rule.noun}.too-long`,
      `The ${rule.noun} may have at most ${rule.longest} characters; this one has ${text.length}.`,
      rule.field,
    );
  if (unwanted.test(text) || !text.isWellFormed() || (rule.oneLine && unwantedInALine.test(text)))
    return refuse(
      `${rule.noun}.invalid-characters`,
      `The ${rule.noun} holds characters that cannot be shown. Write it as plain text${rule.oneLine ? " on one line" : ""}.`,
      rule.field,
    );
  return undefined;
};
