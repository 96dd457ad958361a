import { useEffect, useState } from "react";
import type { Settings } from "../../api/settings.ts";
import { draftOf, type Field, type SettingsDraft } from "./settings-draft.ts";

/** `before`: what stood there when the first letter was typed. */
type Kept = { changes: Partial<SettingsDraft>; before: Partial<SettingsDraft>; version: number };

const readKept = (place: string): Kept | undefined => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    return kept?.changes ? kept : undefined;
  } catch {
    return undefined;
  }
};

const fieldsOf = (changes: Partial<SettingsDraft>) => Object.keys(changes) as Field[];

/**
 * What is typed survives a reload and a sign-in in between; it is kept in this tab only, and shown to nobody else. Only changes are kept, so that what
 * somebody else saves meanwhile is seen in every field that was left alone.
 */
export const useSettingsDraft = (personId: string, saved: Settings) => {
  const place = `stint.settings.${personId}`;
  const [kept, setKept] = useState<Kept>(() => readKept(place) ?? { changes: {}, before: {}, version: saved.version });
  const theirs = draftOf(saved);
  const touched = fieldsOf(kept.changes).filter((field) => kept.changes[field] !== theirs[field]);
  const isTouched = touched.length > 0;

  useEffect(() => {
    if (isTouched) sessionStorage.setItem(place, JSON.stringify(kept));
    else sessionStorage.removeItem(place);
  }, [isTouched, kept, place]);

  return {
    draft: { ...theirs, ...kept.changes },
    changes: Object.fromEntries(touched.map((field) => [field, kept.changes[field]])) as Partial<SettingsDraft>,
    /** Nothing typed: whatever is saved now is what a change begins from. */
    version: isTouched ? kept.version : saved.version,
    isTouched,
    /** Fields that somebody else changed too since they were typed in. */
    contested: touched.filter((field) => kept.before[field] !== theirs[field]),
    isOld: isTouched && kept.version !== saved.version,
    change: (part: Partial<SettingsDraft>) =>
      setKept((now) => {
        const begun = isTouched ? now : { changes: {}, before: {}, version: saved.version };
        const before = Object.fromEntries(fieldsOf(part).map((field) => [field, theirs[field]]));
        return { ...begun, changes: { ...begun.changes, ...part }, before: { ...before, ...begun.before } };
      }),
    /** Goes on with what was typed, as a change of what is saved now. */
    keepMine: () => setKept((now) => ({ ...now, before: theirs, version: saved.version })),
    startOver: () => setKept({ changes: {}, before: {}, version: saved.version }),
  };
};

export type SettingsDrafting = ReturnType<typeof useSettingsDraft>;
