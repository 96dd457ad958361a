import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSettled } from "../use-settled.ts";
import type { FilterOption, ListFilter } from "./list-filter.ts";
import type { Address } from "./use-list-address.ts";

type Found = Extract<ListFilter, { kind: "found" }>;

const isFound = (filter: ListFilter): filter is Found => filter.kind === "found";

const asked = ({ key, among, find }: Found, text: string) => ({
  queryKey: ["filter-values", key, among, text],
  queryFn: ({ signal }: { signal: AbortSignal }) => find(text, signal),
});

/** The values that a filter offers: fixed ones, those the server finds as one types, and the names of those already chosen. */
export const useFilterValues = (filters: readonly ListFilter[], said: Address) => {
  const [typed, setTyped] = useState<{ key: string; text: string }>();
  const settled = useSettled(typed);
  const searched = filters.filter(isFound).find(({ key }) => key === settled?.key);
  const search = useQuery({
    ...asked(searched ?? { key: "", label: "", many: "", kind: "found", find: async () => [] }, settled?.text ?? ""),
    enabled: searched !== undefined,
  });
  const chosen = filters.filter(isFound).flatMap((filter) => {
    const value = said[filter.key];
    return value ? [{ filter, value }] : [];
  });
  const names = useQueries({ queries: chosen.map(({ filter, value }) => ({ ...asked(filter, value), retry: false })) });

  const named = (key: string) => (option: FilterOption) => ({ ...option, propertyKey: key });
  const fixed = filters.flatMap((filter) => (filter.kind === "choice" ? filter.options.map(named(filter.key)) : []));
  const known = chosen.flatMap(({ filter, value }, at) =>
    (names[at]?.data ?? []).filter((option) => option.value === value).map(named(filter.key)),
  );
  const found = searched ? (search.data ?? []).map(named(searched.key)) : [];
  const isWaiting = searched !== undefined && (search.isFetching || typed?.text !== settled?.text);
  return {
    options: [...fixed, ...known, ...found.filter(({ value }) => !known.some((option) => option.value === value))],
    status: isWaiting ? ("loading" as const) : search.isError ? ("error" as const) : ("finished" as const),
    search: (key: string | undefined, text: string) => setTyped(key === undefined ? undefined : { key, text }),
    retry: () => search.refetch(),
  };
};
