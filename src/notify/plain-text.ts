// Line breaks of every kind and other control characters would start new headers or fake lines; marks that turn the writing
// direction around would make a name read as another.
const breaksAndControls = /[\p{Cc}\u2028\u2029]+/gu;
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const controlsButLines = /[^\P{Cc}\n\t]/gu;

/** The value on one line without anything that a header, or a reader's eye, would take for something else. */
export const oneLine = (value: string, mostCharacters = 200): string => {
  const line = value.replaceAll(directionMarks, "").replaceAll(breaksAndControls, " ").replaceAll(/ {2,}/g, " ").trim();
  const characters = [...line];
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join("")}…` : line;
};

/** What someone wrote, with its lines kept and nothing else that controls how it is shown. */
export const severalLines = (value: string): string =>
  value
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(directionMarks, "")
    .replaceAll(controlsButLines, " ")
    .trim();
