import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type Draft, holdsSomething } from "./draft.ts";
import { readFilling, type Source, sourceKey } from "./filling.ts";
import type { ChangeDraft } from "./use-draft.ts";

/**
 * Fills the form with what the address names, once for each time somebody asked for that: what is typed after that stays, also through a reload and
 * signing in again. What was typed before, also into a form that was filled, is kept aside, to be brought back.
 */
export const useFilling = (source: Source, { draft, change }: { draft: Draft; change: ChangeDraft }) => {
  const key = sourceKey(source);
  const followed = useLocation({ select: ({ state }) => state.followed });
  const isAskedAnew = followed !== undefined && followed !== draft.filledAt;
  const isDue = key !== undefined && (draft.filledBy !== key || isAskedAnew);
  const [aside, setAside] = useState<Draft>();
  const filling = useQuery({
    queryKey: ["filling", key],
    queryFn: () => readFilling(source),
    enabled: isDue,
    gcTime: 0,
  });
  useEffect(() => {
    if (!isDue || !filling.data) return;
    const wasTyped = draft.isEdited || draft.filledBy === undefined;
    if (wasTyped && holdsSomething(draft)) setAside(draft);
    change({ ...filling.data, filledBy: key, filledAt: followed, isEdited: false });
  }, [isDue, filling.data, draft, change, key, followed]);
  const bringBack = () => {
    if (aside) change({ ...aside, filledBy: key, filledAt: followed });
    setAside(undefined);
  };
  return {
    isPending: isDue && filling.isPending,
    problem: isDue ? filling.error : null,
    retry: () => filling.refetch(),
    bringBack: aside ? bringBack : undefined,
  };
};
