import type { Comparison, Condition } from "../trail-query/condition.ts";

/** A table over trail files, as CREATE EXTERNAL TABLE told of it. */
export type ExternalTable = {
  name: string;
  /** `useridentity.arn` and the like: every column, and every member of a structure. */
  columns: Set<string>;
  partitions: string[];
  properties: Record<string, string>;
};

/** Text up to the bracket that closes the one at `open`. */
const inside = (text: string, open: number): string => {
  const pairs: Record<string, number> = { "(": 1, "<": 1, ")": -1, ">": -1 };
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    depth += pairs[text[at] ?? ""] ?? 0;
    if (depth === 0) return text.slice(open + 1, at);
  }
  throw new Error("a bracket is never closed");
};

const partsOf = (text: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of text) {
    if ("(<".includes(character)) depth += 1;
    if (")>".includes(character)) depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== "");
};

const namesOf = (list: string, before = ""): string[] =>
  partsOf(list).flatMap((part) => {
    const [, name = "", type = ""] = /^`?(\w+)`?\s*[\s:]\s*(.*)$/s.exec(part) ?? [];
    const path = `${before}${name.toLowerCase()}`;
    const isStructure = /^struct\s*</i.test(type);
    return isStructure ? [path, ...namesOf(inside(type, type.indexOf("<")), `${path}.`)] : [path];
  });

const head = /^CREATE EXTERNAL TABLE (?:IF NOT EXISTS )?`?(\w+)`?(?:\.`?(\w+)`?)?\s*\(/i;

/** The table that the statement makes; undefined when it is none over CloudTrail's files. */
export const readExternalTable = (statement: string, database: string): ExternalTable | undefined => {
  const text = statement.trim();
  const match = head.exec(text);
  if (!match) return undefined;
  const [all, first = "", second] = match;
  const partitioned = /PARTITIONED BY \(/i.exec(text);
  const isForCloudTrail =
    /'org\.apache\.hive\.hcatalog\.data\.JsonSerDe'/.test(text) && /CloudTrailInputFormat'/.test(text);
  if (!partitioned || !isForCloudTrail) return undefined;
  return {
    name: (second === undefined ? `${database}.${first}` : `${first}.${second}`).toLowerCase(),
    columns: new Set(namesOf(inside(text, all.length - 1))),
    partitions: namesOf(inside(text, partitioned.index + partitioned[0].length - 1)),
    properties: Object.fromEntries(
      [...text.matchAll(/'([\w.]+)'\s*=\s*'([^']*)'/g)].map(([, key, value]) => [key, value]),
    ),
  };
};

const dayMs = 86_400_000;

const daysOf = (comparisons: readonly Comparison[], now: Date): string[] => {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll("-", "/");
  const least =
    comparisons.find(({ operator }) => operator === ">=" || operator === "=")?.value ?? day(now.getTime() - 30 * dayMs);
  const days: string[] = [];
  for (let at = Date.parse(`${least.replaceAll("/", "-")}T00:00:00Z`); at <= now.getTime(); at += dayMs)
    days.push(day(at));
  return days;
};

/**
 * Where the files lie that can hold what is asked for, one folder for each combination of partition values. Partition columns keep
 * no record out by themselves: they are compared like any other, against the values of the folder.
 */
export const foldersOf = (
  table: ExternalTable,
  where: Condition,
  now: Date,
): { url: string; values: Record<string, string> }[] => {
  const valuesOf = (column: string): string[] => {
    const asked = where.flatMap((any) => (any.length === 1 && any[0]?.field.toLowerCase() === column ? any : []));
    switch (table.properties[`projection.${column}.type`]) {
      case "injected": {
        const equal = asked.filter(({ operator }) => operator === "=").map(({ value }) => value);
        if (equal.length > 0) return equal;
        throw new Error(
          `CONSTRAINT_VIOLATION: For the injected projected partition column ${column}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
        );
      }
      case "enum":
        return (table.properties[`projection.${column}.values`] ?? "").split(",");
      case "date":
        return daysOf(asked, now);
      default:
        throw new Error(`INVALID_TABLE_PROPERTY: projection.${column}.type is none that the simulator knows`);
    }
  };
  const template = table.properties["storage.location.template"] ?? "";
  return table.partitions.reduce<{ url: string; values: Record<string, string> }[]>(
    (folders, column) =>
      folders.flatMap(({ url, values }) =>
        valuesOf(column).map((value) => ({
          url: url.replace(`\${${column}}`, value),
          values: { ...values, [column]: value },
        })),
      ),
    [{ url: `${template}/`, values: {} }],
  );
};
