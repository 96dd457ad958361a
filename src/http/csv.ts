/** What a spreadsheet would take for a formula, or for the end of the cell before it. */
const startsFormula = /^[=+\-@\t\r]/;

/** One cell: quoted where it must be (RFC 4180), and never a formula, whatever was written into it. */
const csvCell = (value: string | number | null): string => {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = startsFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;
