import Button from "@cloudscape-design/components/button";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type AnyPolicy, type PolicyKind, useDeletingPolicy, usePolicyPreview } from "../../api/policies.ts";
import { useTell } from "../../shell/flashes.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { policyWords } from "./policy-words.ts";

/** Deletes the policy that is shown, or nothing: not one that somebody changed meanwhile. */
export const DeleteButton = (facts: { kind: PolicyKind; policy: AnyPolicy; onDeleted: () => void }) => {
  const { kind, policy } = facts;
  const [isOpen, setIsOpen] = useState(false);
  const preview = usePolicyPreview(kind, isOpen ? { id: policy.id } : undefined);
  const deleting = useDeletingPolicy(kind);
  const navigate = useNavigate();
  const tell = useTell();
  const close = () => {
    setIsOpen(false);
    deleting.reset();
  };
  const remove = () =>
    deleting.mutate(
      { id: policy.id, version: policy.version },
      {
        onSuccess: () => {
          facts.onDeleted();
          tell({ type: "success", content: `“${policy.name}” is deleted.` });
          navigate({ to: policyWords[kind].path });
        },
      },
    );
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Delete</Button>
      {isOpen ? (
        <ConfirmDialog
          title={`Delete “${policy.name}”?`}
          action="Delete policy"
          kind={kind}
          preview={preview}
          isCurrent={!preview.isPlaceholderData}
          busy={deleting.isPending}
          problem={deleting.error}
          onClose={close}
          onGo={remove}
        />
      ) : null}
    </>
  );
};
