import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Draft, holdsSomething } from "./draft.ts";
import { readFilling, type Source, sourceKey } from "./filling.ts";
import type { ChangeDraft } from "./use-draft.ts";

/**
 * Fills the form with what the address names, once: what is typed after that stays, also through a reload. What was typed before,
 * also into a form that was filled, is kept aside, to be brought back.
 */
export const useFilling = (source: Source, { draft, change }: { draft: Draft; change: ChangeDraft }) => {
  const key = sourceKey(source);
  const isDue = key !== undefined && draft.filledBy !== key;
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
    change({ ...filling.data, filledBy: key, isEdited: false });
  }, [isDue, filling.data, draft, change, key]);
  const bringBack = () => {
    if (aside) change({ ...aside, filledBy: key });
    setAside(undefined);
  };
  return {
    isPending: isDue && filling.isPending,
    problem: isDue ? filling.error : null,
    retry: () => filling.refetch(),
    bringBack: aside ? bringBack : undefined,
  };
};
