import { useRef, useState } from "react";
import { type EmergencyStopInput, type StopScope, useStopping } from "../../api/emergency-stops.ts";
import type { Chosen } from "../../parts/directory/chosen.ts";
import { newKey } from "../../parts/new-key.ts";
import { useTell } from "../../shell/flashes.tsx";
import type { ScopeKind } from "./scope-words.ts";

const empty = {
  kind: "person" as ScopeKind,
  chosen: undefined as Chosen | undefined,
  comment: "",
  hold: true,
  cut: false,
  typed: "",
};

/** What has to be typed before everything is stopped. */
export const everythingWord = "everything";

/** The form with this filled in; what it is called is looked up. */
const filledWith = (asked: StopScope | undefined): typeof empty =>
  asked && asked.kind !== "everything" ? { ...empty, kind: asked.kind, chosen: { id: asked.id, name: "" } } : empty;

const scopeOf = ({ kind, chosen }: typeof empty): StopScope | undefined => {
  if (kind === "everything") return { kind };
  return chosen && { kind, id: chosen.id };
};

/** What was filled in, what is wrong with it once it was sent, and sending it, once however often it is clicked. */
export const useStopDraft = (asked: StopScope | undefined) => {
  const [draft, setDraft] = useState(() => filledWith(asked));
  const [wasSent, setWasSent] = useState(false);
  const stopping = useStopping();
  const key = useRef(newKey());
  const tell = useTell();
  const scope = scopeOf(draft);
  const problems = {
    scope: scope ? undefined : "Choose what to stop.",
    comment: draft.comment.trim() ? undefined : "Say why.",
    typed:
      draft.kind === "everything" && draft.typed.trim() !== everythingWord ? `Type “${everythingWord}”.` : undefined,
  };
  const send = () => {
    setWasSent(true);
    if (!scope || problems.comment || problems.typed || stopping.isPending) return;
    const input: EmergencyStopInput = {
      scope,
      comment: draft.comment.trim(),
      hold: draft.hold,
      cutCredentials: draft.cut,
    };
    stopping.mutate(
      { input, key: key.current },
      {
        onSuccess: () => {
          key.current = newKey();
          setDraft(empty);
          setWasSent(false);
          tell({ type: "success", content: "The stop is in force. Below it is told how far AWS has confirmed it." });
        },
      },
    );
  };
  return {
    draft,
    scope,
    change: (part: Partial<typeof empty>) => {
      key.current = newKey();
      setDraft((now) => ({ ...now, ...part }));
    },
    errors: wasSent ? problems : { scope: undefined, comment: undefined, typed: undefined },
    stopping,
    send,
  };
};
