import { useEffect, useState } from "react";
import type { AnyPolicy, PolicyKind } from "../../api/policies.ts";
import { draftOf, emptyDraft, type PolicyDraft, saysTheSame } from "./policy-draft.ts";

type Kept = { draft: PolicyDraft /** What it was made from; 0 for a new policy. */; version: number };

const readKept = (place: string): Kept | undefined => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    return kept?.draft ? kept : undefined;
  } catch {
    return undefined;
  }
};

/** What is typed survives a reload and a sign-in in between; it is kept in this tab only, for each person and policy by itself. */
export const usePolicyDraft = (
  kind: PolicyKind,
  from: { personId: string; saved: AnyPolicy | undefined; copied: AnyPolicy | undefined },
) => {
  const { personId, saved, copied } = from;
  const placeOf = (id: string) => `stint.policy.${personId}.${kind}.${id}`;
  const place = placeOf(saved?.id ?? "new");
  const fresh = (): Kept => {
    if (saved) return { draft: draftOf(saved), version: saved.version };
    const start = copied ? { ...draftOf(copied), name: `Copy of ${copied.name}`.slice(0, 100) } : emptyDraft(kind);
    return { draft: start, version: 0 };
  };
  const [wasRestored, setWasRestored] = useState(() => readKept(place) !== undefined);
  const [kept, setKept] = useState(() => readKept(place) ?? fresh());
  const isTouched = !saysTheSame(kind, { one: kept.draft, other: saved ? draftOf(saved) : emptyDraft(kind) });
  const isOld = saved !== undefined && saved.version !== kept.version;

  useEffect(() => {
    if (isTouched) sessionStorage.setItem(place, JSON.stringify(kept));
    else sessionStorage.removeItem(place);
  }, [isTouched, kept, place]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what nobody touched follows what is saved, once for each version
  useEffect(() => {
    if (isOld && !isTouched) setKept(fresh());
  }, [isOld, isTouched]);

  return {
    draft: kept.draft,
    version: kept.version,
    isTouched,
    /** Somebody else saved it since this draft was begun. */
    isOld: isOld && isTouched,
    wasRestored: wasRestored && isTouched,
    change: (part: Partial<PolicyDraft>) => setKept((now) => ({ ...now, draft: { ...now.draft, ...part } })),
    startOver: () => {
      setWasRestored(false);
      setKept(fresh());
    },
    /** Keeps what was typed as a change of what is saved now. */
    keepOnTop: () => saved && setKept((now) => ({ ...now, version: saved.version })),
    /** Goes on with what was typed as with a new policy, on the page of a new one. */
    moveToNew: () => {
      sessionStorage.removeItem(place);
      sessionStorage.setItem(placeOf("new"), JSON.stringify({ draft: kept.draft, version: 0 }));
    },
    forget: () => sessionStorage.removeItem(place),
  };
};
