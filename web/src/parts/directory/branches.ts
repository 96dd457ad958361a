import type { OrgUnitBranch } from "../../api/directory.ts";

/** One organisational unit that is chosen: the accounts directly in it, or with everything below it. */
export type ChosenUnit = { id: string; includeChildOus: boolean };

export type Branches = {
  roots: readonly OrgUnitBranch[];
  byId: ReadonlyMap<string, OrgUnitBranch>;
  childrenOf: (id: string) => readonly OrgUnitBranch[];
  /** From the parent up to the root. */
  above: (id: string) => OrgUnitBranch[];
};

/** The rows as a tree. A unit whose parent is not among them stands at the top. */
export const branchesOf = (rows: readonly OrgUnitBranch[]): Branches => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const children = new Map<string, OrgUnitBranch[]>();
  for (const row of rows) {
    const siblings = children.get(row.parentId ?? "");
    if (siblings) siblings.push(row);
    else children.set(row.parentId ?? "", [row]);
  }
  const above = (id: string): OrgUnitBranch[] => {
    const found: OrgUnitBranch[] = [];
    // A unit is never above itself, but a half-read directory must not hang the page.
    for (let at = byId.get(id)?.parentId; at && found.length < rows.length; at = byId.get(at)?.parentId) {
      const parent = byId.get(at);
      if (!parent) break;
      found.push(parent);
    }
    return found;
  };
  return {
    roots: rows.filter(({ parentId }) => parentId === null || !byId.has(parentId)),
    byId,
    childrenOf: (id) => children.get(id) ?? [],
    above,
  };
};

export type Matches = {
  /** How many match. */
  found: number;
  /** They, all above them, and all below them. */
  shown: ReadonlySet<string>;
  /** What must be open so that they can be seen. */
  open: ReadonlySet<string>;
};

/** The units whose name or id holds the words. */
export const matching = (branches: Branches, words: string): Matches => {
  const wanted = words.trim().toLowerCase();
  const units = [...branches.byId.values()];
  const hits = new Set(
    units.flatMap(({ id, name }) => (name.toLowerCase().includes(wanted) || id.includes(wanted) ? [id] : [])),
  );
  const open = new Set([...hits].flatMap((id) => branches.above(id).map((unit) => unit.id)));
  const isBelowOne = (id: string) => branches.above(id).some((unit) => hits.has(unit.id));
  const shown = new Set(units.flatMap(({ id }) => (hits.has(id) || open.has(id) || isBelowOne(id) ? [id] : [])));
  return { found: hits.size, shown, open };
};

/** The chosen unit above this one that covers it already, if any. */
export const coveredBy = (branches: Branches, chosen: readonly ChosenUnit[], id: string): OrgUnitBranch | undefined => {
  const whole = new Set(chosen.filter(({ includeChildOus }) => includeChildOus).map((unit) => unit.id));
  return branches.above(id).find((unit) => whole.has(unit.id));
};

/** How many active accounts the chosen units cover together, each counted once. */
export const coveredAccounts = (branches: Branches, chosen: readonly ChosenUnit[]): number => {
  const included = new Map(chosen.map(({ id, includeChildOus }) => [id, includeChildOus]));
  let covered = 0;
  for (const [id, includeChildOus] of included) {
    const unit = branches.byId.get(id);
    if (!unit || coveredBy(branches, chosen, id)) continue;
    covered += includeChildOus ? unit.accountsBelow : unit.accounts;
  }
  return covered;
};
