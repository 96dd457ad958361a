import type { Grant } from "../../../api/shapes.ts";
import { type Bar, barOf } from "./bar.ts";

/** One line of the picture: a person, an account and a role; what is held twice at once lies on lanes below one another. */
export type Row = { key: string; grant: Grant; bars: { bar: Bar; lane: number }[]; lanes: number };

const tupleOf = ({ person, account, permissionSet }: Grant) => [person.id, account.id, permissionSet.arn].join(" ");

const inLanes = (bars: readonly Bar[]) => {
  const free: number[] = [];
  return [...bars]
    .sort((a, b) => a.fromMs - b.fromMs)
    .map((bar) => {
      const found = free.findIndex((until) => until <= bar.fromMs);
      const lane = found === -1 ? free.length : found;
      free[lane] = Math.max(bar.untilMs, bar.plannedMs ?? 0);
      return { bar, lane };
    });
};

const named = ({ grant }: Row) =>
  [grant.person.displayName, grant.account.name, grant.permissionSet.name, tupleOf(grant)].join("\n");

/** The lines of the picture, those of one person together. */
export const rowsOf = (grants: readonly Grant[], nowMs: number): Row[] => {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) groups.set(tupleOf(grant), [...(groups.get(tupleOf(grant)) ?? []), grant]);
  const rows = [...groups].flatMap(([key, [grant, ...others]]): Row[] => {
    if (!grant) return [];
    const bars = inLanes([grant, ...others].map((one) => barOf(one, nowMs)));
    return [{ key, grant, bars, lanes: Math.max(...bars.map(({ lane }) => lane)) + 1 }];
  });
  return rows.sort((a, b) => named(a).localeCompare(named(b)));
};
