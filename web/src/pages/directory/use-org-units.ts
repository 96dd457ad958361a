import { type OrgUnitBranch, useOrgUnitTree } from "../../api/directory.ts";

export type OrgUnits = {
  /** Where something is, from the top: `Workloads / Production`. The root alone is called by its name. */
  place: (path: readonly string[]) => string;
  find: (id: string) => OrgUnitBranch | undefined;
};

/** What organisational units are called; by their ids until that is known. */
export const useOrgUnits = (): OrgUnits => {
  const byId = new Map(useOrgUnitTree().data?.items.map((unit) => [unit.id, unit]));
  const name = (id: string) => byId.get(id)?.name ?? id;
  return {
    place: (path) => (path.length > 1 ? path.slice(1) : path).map(name).join(" / "),
    find: (id) => byId.get(id),
  };
};
