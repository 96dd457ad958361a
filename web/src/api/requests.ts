import type { FilterOption } from "../parts/list/list-filter.ts";
import { call } from "./call.ts";
import type { AccessRequest, Page } from "./shapes.ts";

/** Finds what a view of requests can be narrowed by, for those who may not search the directory. */
export const findFilterValues =
  (field: "requester" | "account" | "permissionSet", view: string) =>
  async (search: string, signal: AbortSignal): Promise<FilterOption[]> => {
    const query = { field, view, search };
    const { items } = await call<Page<FilterOption>>("GET", "/requests/filter-values", { query, signal });
    return items.map(({ value, label }) => ({ value, label, ...(field === "account" ? { tags: [value] } : {}) }));
  };

/** The same question as the page of a request asks, so that either finds what the other has read. */
export const readRequest = (id: string) => ({
  queryKey: ["request", id],
  queryFn: ({ signal }: { signal: AbortSignal }) => call<AccessRequest>("GET", `/requests/${id}`, { signal }),
});
