import { styleText } from "node:util";
import { oneLine, plainJson, severalLines } from "./plain.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Column, table } from "./table.ts";
import { padTo, widthOf } from "./width.ts";

const colourOf: Record<string, "green" | "yellow" | "red" | "dim"> = {
  active: "green",
  approved: "green",
  pending: "yellow",
  activating: "yellow",
  ending: "yellow",
  scheduled: "yellow",
  rejected: "red",
  failed: "red",
  denied: "red",
  error: "red",
  expired: "dim",
  cancelled: "dim",
  ended: "dim",
};

/** Lines of what something is and what it says; those without a value are left out. */
export type Facts = [label: string, value: string | null | undefined][];

/** What people read: nothing that came from elsewhere reaches the terminal but as plain text. */
export const createScreen = (s: Pick<Surroundings, "out" | "err" | "columns" | "hasColours">) => {
  const painted = (style: Parameters<typeof styleText>[0], text: string) =>
    s.hasColours && text !== "" ? styleText(style, text, { validateStream: false }) : text;
  const state = (text: string) => {
    const colour = colourOf[text];
    return colour ? painted(colour, text) : text;
  };
  const line = (text: string) => s.out(`${severalLines(text)}\n`);

  return {
    line,
    /** To whoever watches; never part of the data. */
    note: (text: string) => s.err(`${severalLines(text)}\n`),
    table: <Row>(columns: readonly Column<Row>[], rows: readonly Row[]) =>
      s.out(table({ columns, rows, width: s.columns }, { head: (text) => painted("bold", text), cell: state })),
    facts: (facts: Facts) => {
      const told = facts.filter((fact): fact is [string, string] => typeof fact[1] === "string" && fact[1] !== "");
      const width = Math.max(...told.map(([label]) => widthOf(label))) + 2;
      for (const [label, value] of told) {
        const [first = "", ...rest] = severalLines(value).split("\n");
        s.out(`${painted("bold", padTo(label, width))}${state(first)}\n`);
        for (const more of rest) s.out(`${" ".repeat(width)}${more}\n`);
      }
    },
    heading: (text: string) => s.out(`\n${painted("bold", oneLine(text))}\n`),
    /** What the API answered, on one line. */
    json: (answer: string) => s.out(`${plainJson(answer)}\n`),
    /** A file as it came; on a terminal only what is plain in it. */
    file: (piece: string) => s.out(s.columns === undefined ? piece : severalLines(piece.replaceAll("\r", ""))),
  };
};

export type Screen = ReturnType<typeof createScreen>;
