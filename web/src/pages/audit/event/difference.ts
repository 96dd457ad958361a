export type Difference = { path: string; before: string | undefined; after: string | undefined };

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as text that can be read; undefined when there is none. */
export const shown = (value: unknown): string | undefined => {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item) => shown(item) ?? "—").join("\n") || "none";
  if (isPlain(value))
    return Object.entries(value)
      .map(([key, inner]) => `${spokenField(key)}: ${shown(inner) ?? "—"}`)
      .join(", ");
  return String(value);
};

/** The name of a field in words: `notifications.auditEmail` is “notifications › audit email”. */
export const spokenField = (path: string): string =>
  path.replaceAll(".", " › ").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const flat = (value: unknown, path: string): [string, string | undefined][] => {
  if (!isPlain(value)) return [[path, shown(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key));
};

/** What differs, field by field, in the order in which the fields stand; a field that is the same on both sides is left out. */
export const differences = (before: unknown, after: unknown): Difference[] => {
  const [old, now] = [before, after].map((side) => new Map(isPlain(side) ? flat(side, "") : []));
  const paths = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  return paths
    .map((path) => ({ path, before: old?.get(path), after: now?.get(path) }))
    .filter((row) => row.before !== row.after);
};
