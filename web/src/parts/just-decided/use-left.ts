import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { isWordedHere } from "../../api/changes.ts";
import { readRequest } from "../../api/requests.ts";
import type { AccessRequest } from "../../api/shapes.ts";

const most = 10;

/**
 * What stood in the list a moment ago and does so no more, as it is now, but what this tab decided itself. A request that only went on to another page still waits, and is
 * not among them; nor is one that may not be seen any more.
 */
export const useLeft = (items: readonly AccessRequest[] | undefined) => {
  const before = useRef<readonly string[]>([]);
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!items) return;
    const now = items.map(({ id }) => id);
    const left = before.current.filter((id) => !now.includes(id));
    before.current = now;
    setIds((known) => [...left, ...known.filter((id) => !now.includes(id) && !left.includes(id))]);
  }, [items]);
  const shown = ids.filter((id) => !isWordedHere(id)).slice(0, most);
  const found = useQueries({
    queries: shown.map((id) => ({
      ...readRequest(id),
      retry: (_: number, problem: Error) => !(problem instanceof ApiProblem),
    })),
  });
  const left = found.flatMap(({ data }) => (data && data.state !== "pending" ? [data] : []));
  return { left, forget: () => setIds([]) };
};
