const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60\u3000-\u303e]/u;
const unseen = /^[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u;

const partWidth = (part: string): number =>
  unseen.test(part) ? 0 : wide.test(part) || part.includes("\ufe0f") ? 2 : 1;

/** How many columns of a terminal the text takes, near enough: emoji and East Asian letters take two. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += partWidth(segment);
  return width;
};

/** Not wider than that; what is cut off ends in an ellipsis. */
export const cutTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let taken = 0;
  for (const { segment } of segmenter.segment(text)) {
    taken += partWidth(segment);
    if (taken > width - 1) break;
    kept += segment;
  }
  return width > 0 ? `${kept}…` : "";
};

export const padTo = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));
