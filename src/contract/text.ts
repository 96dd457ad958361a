import { z } from "zod";

// Neither control characters (a NUL, an escape sequence), nor the marks that make text read in another order than it is, nor half a character.
const line = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|[\t\n\r])*$/u;

const refused = "has control characters; write plain text";

// Not `regex`: in the OpenAPI document its flags would become part of the pattern.
const plain = (longest: number, allowed: RegExp) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => allowed.test(text), refused);

/** One line of plain text. Spaces around it are not part of it. */
export const lineOf = (longest: number) => plain(longest, line);

/** Plain text that may have several lines. */
const linesOf = (longest: number) => plain(longest, lines);

export const justification = linesOf(2_000);
export const ticket = lineOf(200);
export const comment = linesOf(2_000);
