export type FilterOption = { value: string; label: string; tags?: string[] };

export type Finding = (text: string, signal: AbortSignal) => Promise<FilterOption[]>;

/** One thing a list can be narrowed by; `key` is the name of the API's parameter. */
export type ListFilter = { key: string; label: string; many: string } & (
  | { kind: "choice"; options: readonly FilterOption[] }
  /** `among` tells apart where values are found, when that changes. */
  | { kind: "found"; among?: string; find: Finding }
  | { kind: "typed" }
  | { kind: "text" }
);

/** What is said of a list in its address, apart from the filters. */
export const listKeys = ["from", "to", "last", "sort", "limit", "cursor", "columns"] as const;
