import { type Reason, refuse } from "./decision.ts";
import { checkWords } from "./plain-words.ts";

const longestComment = 2_000;

/** What is wrong with the comment on a decision or on an ending, if anything. */
export const checkComment = (comment: string | null, required: boolean): Reason | undefined =>
  required && comment === null
    ? refuse("comment.required", "Say why, in a comment.", "comment")
    : checkWords(comment, { noun: "comment", field: "comment", longest: longestComment });
