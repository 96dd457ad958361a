import { call } from "../../api/call.ts";
import type { Page } from "../../api/shapes.ts";
import type { FilterOption, Finding } from "./list-filter.ts";

const isAccountId = (text: string) => /^\d{12}$/.test(text);

/**
 * For those who may not read the directory: what the newest of a list that they see names. An account that those do not name can still be given by its id.
 */
export const findInOwn =
  (list: "requests" | "grants", asked: { field: "requester" | "account" | "permissionSet"; view?: string }): Finding =>
  async (search, signal) => {
    const isAccount = asked.field === "account";
    const query = { ...asked, search };
    const { items } = await call<Page<FilterOption>>("GET", `/${list}/filter-values`, { query, signal });
    if (items.length === 0 && isAccount && isAccountId(search)) return [{ value: search, label: search }];
    return items.map(({ value, label }) => ({ value, label, ...(isAccount ? { tags: [value] } : {}) }));
  };
