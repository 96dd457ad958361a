import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { serverNow } from "../../api/clock.ts";
import { type ListFilter, listKeys } from "./list-filter.ts";
import { beginOf, isLastPeriod } from "./period.ts";

export type Address = Record<string, string | undefined>;

export type ListAddress = {
  /** Everything the address says of the list. */
  said: Address;
  /** What the API is asked. */
  query: Address;
  isNarrowed: boolean;
  /** Says something else and goes to the first page. */
  change: (part: Address) => void;
  clear: () => void;
  /** Forgets everything that the address says. */
  startOver: () => void;
  /** The cursor of the page before, while it is known; `""` is the first page. */
  previous: string | undefined;
  goTo: (cursor: string | undefined) => void;
};

/**
 * Keeps what a list shows in the address of the page, so that it can be shared and the browser's back button works. `more` are parameters
 * besides the filters, such as a view; `usual` is what holds where the address says nothing.
 */
export const useListAddress = (facts: {
  filters: readonly ListFilter[];
  more?: readonly string[];
  usual?: Address;
}): ListAddress => {
  const { filters, more = [], usual = {} } = facts;
  const search = useSearch({ strict: false }) as Address;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const behind = useRef<readonly string[]>([]);

  const filterKeys = filters.map(({ key }) => key);
  const known = [...more, ...filterKeys, ...listKeys];
  const said: Address = { ...usual };
  for (const key of known) if (search[key]) said[key] = search[key];
  // What no control shows narrows nothing: half a period, or a page that has no number of rows.
  if (!isLastPeriod(said.last) && !(said.from && said.to)) Object.assign(said, { from: undefined, to: undefined });
  if (!/^[1-9]\d*$/.test(said.limit ?? "")) said.limit = usual.limit;

  const { last, columns: _, ...asked } = said;
  // A new beginning only when the address changes: otherwise every picture would ask anew.
  const begin = useMemo(() => (isLastPeriod(last) ? beginOf(last, serverNow()) : undefined), [last]);
  const go = (part: Address) => {
    // Left out where it is the usual: the address stays short.
    const next = Object.entries({ ...said, ...part }).map(([key, value]) => [key, value === usual[key] ? "" : value]);
    // The pages of the router are not told to one another by their parameters: each list knows its own.
    navigate({ to: pathname, search: Object.fromEntries(next) as never });
  };
  // The browser's Back and Forward go through the same pages: what is behind is found from where one is.
  const here = behind.current.indexOf(said.cursor ?? "");
  const trail = here < 0 ? behind.current : behind.current.slice(0, here);
  return {
    said,
    query: begin ? { ...asked, from: begin } : asked,
    isNarrowed: [...filterKeys, "from", "to", "last"].some((key) => said[key] && said[key] !== usual[key]),
    change: (part) => {
      behind.current = [];
      go({ ...part, cursor: undefined });
    },
    clear: () => {
      behind.current = [];
      go(Object.fromEntries([...filterKeys, "from", "to", "last", "cursor"].map((key) => [key, undefined])));
    },
    startOver: () => {
      behind.current = [];
      go(Object.fromEntries(known.map((key) => [key, usual[key]])));
    },
    previous: said.cursor ? trail.at(-1) : undefined,
    goTo: (cursor) => {
      if (cursor && !trail.includes(cursor)) behind.current = [...trail, said.cursor ?? ""];
      go({ cursor });
    },
  };
};
