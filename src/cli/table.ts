import { oneLine } from "./plain.ts";
import { cutTo, padTo, widthOf } from "./width.ts";

export type Column<Row> = {
  title: string;
  cell(row: Row): string;
  /** It may be cut down to this when the terminal is narrow. Absent: it is always shown whole, as an id must be. */
  least?: number;
};

type Sized = { title: string; cells: string[]; width: number; least: number };

const gap = 2;
const total = (columns: readonly Sized[], of: (column: Sized) => number) =>
  columns.reduce((sum, column) => sum + of(column), 0) + gap * (columns.length - 1);

/** What does not fit beside the others goes on a line below, a little to the right. */
const packed = (columns: readonly Sized[], most: number): Sized[][] => {
  const lines: Sized[][] = [];
  for (const column of columns) {
    const line = lines.at(-1);
    const indent = lines.length > 1 ? gap : 0;
    if (line && total([...line, column], ({ least }) => least) + indent <= most) line.push(column);
    else lines.push([column]);
  }
  return lines;
};

/** Takes from the widest of those that may be cut until the line fits. */
const squeezed = (columns: readonly Sized[], most: number): Sized[] => {
  const fitted = columns.map((column) => ({ ...column }));
  for (let over = total(fitted, ({ width }) => width) - most; over > 0; over -= 1) {
    const loose = fitted.filter(({ width, least }) => width > least).sort((one, other) => other.width - one.width)[0];
    if (!loose) break;
    loose.width -= 1;
  }
  return fitted;
};

/**
 * One line for each row, or several where the terminal is narrow; none is wider than the terminal unless an id alone is. Without a terminal
 * everything is shown whole, on one line. `paint` is given what is in the first line and what the cells are, after they are measured.
 */
export const table = <Row>(
  facts: { columns: readonly Column<Row>[]; rows: readonly Row[]; width: number | undefined },
  paint: { head(text: string): string; cell(text: string): string },
): string => {
  const most = facts.width ?? Number.POSITIVE_INFINITY;
  const sized = facts.columns.map(({ title, cell, least }) => {
    const cells = facts.rows.map((row) => oneLine(cell(row)));
    const width = Math.max(widthOf(title), ...cells.map(widthOf));
    return { title, cells, width, least: Math.min(width, Math.max(least ?? width, widthOf(title))) };
  });
  const lines = packed(sized, most).map((columns, at) => ({
    indent: " ".repeat(at > 0 ? gap : 0),
    columns: squeezed(columns, at > 0 ? most - gap : most),
  }));
  const block = (textOf: (column: Sized) => string, painted: (text: string) => string) =>
    lines.map(({ indent, columns }) => {
      const cells = columns.map((column, at) => {
        const text = cutTo(textOf(column), column.width);
        const rest = at === columns.length - 1 ? 0 : column.width - widthOf(text) + gap;
        return painted(text) + padTo("", rest);
      });
      return `${indent}${cells.join("")}`.trimEnd();
    });
  const head = block(({ title }) => title, paint.head);
  const rows = facts.rows.flatMap((_, row) => block(({ cells }) => cells[row] ?? "", paint.cell));
  return `${[...head, ...rows].join("\n")}\n`;
};
