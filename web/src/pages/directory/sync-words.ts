type Counts = Record<string, number>;

const things = [
  ["accounts", "account", "accounts"],
  ["orgUnits", "organisational unit", "organisational units"],
  ["permissionSets", "permission set", "permission sets"],
  ["people", "person", "people"],
  ["groups", "group", "groups"],
] as const;

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** What there is: “40 accounts, 11 organisational units”. What was not read is left out. */
export const sumOfThings = (counts: Counts): string =>
  things.flatMap(([key, one, many]) => (counts[key] === undefined ? [] : [counted(counts[key], one, many)])).join(", ");

const changes = [
  ["added", "new"],
  ["changed", "changed"],
  ["gone", "gone"],
  ["heldBack", "missing but kept"],
  ["membershipsAdded", "joined groups"],
  ["membershipsRemoved", "left groups"],
] as const;

/** What it did: “2 new, 1 gone”. */
export const sumOfChanges = (counts: Counts): string =>
  changes.flatMap(([key, words]) => (counts[key] ? [`${counts[key].toLocaleString("en")} ${words}`] : [])).join(", ") ||
  "Nothing";

/** How long it took, to the second. */
export const took = ({ startedAt, finishedAt }: { startedAt: string; finishedAt: string | null }): string => {
  if (finishedAt === null) return "Not done yet";
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
};
