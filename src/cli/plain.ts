// Names and reasons were typed by people: an escape sequence in one could clear the screen or write lines that Stint never said; marks that
// turn the writing direction around make a name read as another.
const notShown = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const notShownButLines = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const notShownInJson = /[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The value on one line, with nothing in it that a terminal would obey. */
export const oneLine = (value: string): string =>
  value.replaceAll(/\s*[\r\n\t]+\s*/g, " ").replaceAll(notShown, "\ufffd");

/** The same with its lines kept. */
export const severalLines = (value: string): string =>
  value.replaceAll("\r\n", "\n").replaceAll(notShownButLines, "\ufffd");

/** JSON that means exactly the same: what a terminal would obey can only stand in its strings, and is escaped there. */
export const plainJson = (json: string): string =>
  json.replaceAll(notShownInJson, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
