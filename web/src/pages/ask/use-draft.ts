import { useCallback, useEffect, useState } from "react";
import { newKey } from "../../parts/new-key.ts";
import { type Draft, emptyDraft } from "./draft.ts";

const placeOf = (personId: string) => `stint.ask.${personId}`;

const readDraft = (personId: string): Draft => {
  try {
    return { ...emptyDraft(), ...JSON.parse(sessionStorage.getItem(placeOf(personId)) ?? "{}") };
  } catch {
    return emptyDraft();
  }
};

export const forgetDraft = (personId: string) => sessionStorage.removeItem(placeOf(personId));

export type ChangeDraft = (part: Partial<Draft>) => void;

/** What one person types survives a reload, and signing out and in again; it is kept in this tab only, and shown to nobody else. */
export const useDraft = (personId: string) => {
  const [draft, setDraft] = useState(() => readDraft(personId));
  useEffect(() => sessionStorage.setItem(placeOf(personId), JSON.stringify(draft)), [personId, draft]);
  const change: ChangeDraft = useCallback((part) => setDraft((now) => ({ ...now, ...part, key: newKey() })), []);
  return { draft, change };
};
