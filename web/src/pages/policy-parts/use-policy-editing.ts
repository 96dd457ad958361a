import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { type AnyPolicy, type PolicyKind, usePolicyPreview, useSavingPolicy } from "../../api/policies.ts";
import { useMe } from "../../api/queries.ts";
import { useSettled } from "../../parts/use-settled.ts";
import { useTell } from "../../shell/flashes.tsx";
import { errorsByField, missingIn, otherReasons } from "./draft-errors.ts";
import type { PreviewState } from "./effect-panel.tsx";
import { focusFirstMistake } from "./focus-first-mistake.ts";
import { inputOf, type PolicyDraft } from "./policy-draft.ts";
import { policyWords } from "./policy-words.ts";
import { usePolicyDraft } from "./use-policy-draft.ts";

const reasonsOf = (problem: Error | null) => (problem instanceof ApiProblem ? (problem.body.reasons ?? []) : []);

/** One policy being made or changed: what is typed, what the server says of it, and the way to save it. */
export const usePolicyEditing = (
  kind: PolicyKind,
  from: { saved: AnyPolicy | undefined; copied: AnyPolicy | undefined; isGone: boolean },
) => {
  const { saved, isGone } = from;
  const personId = useMe().data?.id ?? "";
  const typed = usePolicyDraft(kind, { ...from, personId });
  const { draft } = typed;
  const [wasSent, setWasSent] = useState(false);
  const [isReviewing, setIsReviewing] = useState(false);
  const isDone = useRef(false);
  const navigate = useNavigate();
  const tell = useTell();
  const saving = useSavingPolicy(kind);

  const missing = missingIn(kind, draft);
  const { name: _, ...missingForPreview } = missing;
  const isComplete = Object.keys(missingForPreview).length === 0;
  const previewState: PreviewState =
    isGone || (saved && !typed.isTouched) ? "unchanged" : isComplete ? "asked" : "incomplete";
  // Whom a policy concerns does not depend on its name, which is often given last.
  const wanted =
    previewState === "asked" ? { id: saved?.id, input: inputOf(kind, { ...draft, name: "Preview" }) } : undefined;
  const asked = useSettled(wanted);
  const preview = usePolicyPreview(kind, asked);

  const refused = reasonsOf(saving.error);
  const errors = {
    ...errorsByField([...refused, ...(previewState === "asked" ? reasonsOf(preview.error) : [])]),
    ...(wasSent ? missing : {}),
  };
  const isStale = saving.error instanceof ApiProblem && saving.error.body.code === "policy.changed-meanwhile";
  const change = (part: Partial<PolicyDraft>) => {
    if (saving.isError) saving.reset();
    typed.change(part);
  };
  const review = () => {
    setWasSent(true);
    if (Object.keys({ ...errors, ...missing }).length > 0) return focusFirstMistake();
    setIsReviewing(true);
  };
  const save = () =>
    saving.mutate(
      { id: saved?.id, input: { ...inputOf(kind, draft), ...(saved ? { version: typed.version } : {}) } },
      {
        onSuccess: (policy) => {
          isDone.current = true;
          typed.forget();
          tell({ type: "success", content: `“${policy.name}” is ${saved ? "saved" : "made"}.` });
          navigate({ to: policyWords[kind].path });
        },
        onError: () => {
          setIsReviewing(false);
          focusFirstMistake();
        },
      },
    );

  return {
    ...typed,
    isNew: saved === undefined,
    canSave: !isGone && (saved === undefined || typed.isTouched),
    change,
    errors,
    preview,
    previewState,
    /** Whether the preview tells of what would be saved, to the letter. */
    previewIsCurrent: !preview.isPlaceholderData && JSON.stringify(asked) === JSON.stringify(wanted),
    /** What was refused and stands beside no field; that somebody was faster is told in its own way. */
    otherProblem:
      saving.error && !isStale && (refused.length === 0 || otherReasons(refused).length > 0) ? saving.error : null,
    isReviewing,
    isSaving: saving.isPending,
    review,
    save,
    goOn: () => setIsReviewing(false),
    asksBeforeLeaving: () => typed.isTouched && !isDone.current,
    makeAnew: () => {
      isDone.current = true;
      typed.moveToNew();
      navigate({ to: `${policyWords[kind].path}/new` });
    },
    /** Lets the page be left without asking. */
    leaveFreely: () => {
      isDone.current = true;
      typed.forget();
    },
  };
};

export type PolicyEditing = ReturnType<typeof usePolicyEditing>;
