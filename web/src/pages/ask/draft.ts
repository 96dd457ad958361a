import { useEffect, useState } from "react";
import type { EligibleAccount } from "../../api/shapes.ts";

/** What is being typed. `date` and `time` are in the person's zone. */
export type Draft = {
  accounts: Pick<EligibleAccount, "id" | "name" | "permissionSets">[];
  roleArn: string | undefined;
  durationMinutes: number;
  begins: "now" | "later";
  date: string;
  time: string;
  ticket: string;
  justification: string;
  /** The same form sent twice carries the same key; a changed form another. */
  key: string;
};

const place = "stint.ask";

const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");

const emptyDraft = (): Draft => ({
  accounts: [],
  roleArn: undefined,
  durationMinutes: 60,
  begins: "now",
  date: "",
  time: "",
  ticket: "",
  justification: "",
  key: newKey(),
});

const readDraft = (): Draft => {
  try {
    return { ...emptyDraft(), ...JSON.parse(sessionStorage.getItem(place) ?? "{}") };
  } catch {
    return emptyDraft();
  }
};

export const forgetDraft = () => sessionStorage.removeItem(place);

/** What is typed survives a reload and a sign-in in between; it is kept in this tab only. */
export const useDraft = () => {
  const [draft, setDraft] = useState(readDraft);
  useEffect(() => sessionStorage.setItem(place, JSON.stringify(draft)), [draft]);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part, key: newKey() }));
  return { draft, change };
};
