import { escapeMarkup } from "./escape-markup.ts";

/** Markup that is known to be safe: only `html` and `raw` make it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Html = Markup | string | number | undefined | false | Html[];

/** Markup in which every value put in is escaped, unless it is markup itself; undefined and false leave nothing. */
export const html = (strings: TemplateStringsArray, ...values: Html[]): Markup =>
  new Markup(strings.reduce((done, part, at) => `${done}${render(values[at - 1])}${part}`));

/** Takes the text as it stands. Only for text that was written by us. */
export const raw = (text: string): Markup => new Markup(text);

const render = (value: Html): string => {
  if (value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join("");
  return escapeMarkup(String(value));
};
