import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useDecision, type Verb } from "../api/changes.ts";
import { useMe } from "../api/queries.ts";
import type { AccessRequest } from "../api/shapes.ts";
import { useTell } from "../shell/flashes.tsx";
import { spokenDuration } from "./duration.ts";
import { CommentDialog } from "./late-comment-dialog.tsx";

const words: Record<Verb, { action: string; done: string }> = {
  approve: { action: "Approve", done: "Your approval is recorded" },
  reject: { action: "Reject", done: "The request is rejected" },
  cancel: { action: "Cancel request", done: "The request is cancelled" },
};

const outcome = (verb: Verb, request: AccessRequest) =>
  verb === "approve" && request.state === "pending"
    ? `${words[verb].done}; ${request.approvalsNeeded - request.approvalsGiven} more needed.`
    : `${words[verb].done}.`;

/** One word on one request. Success is said when the server has said it. */
export const DecideButton = ({ request, verb, primary }: { request: AccessRequest; verb: Verb; primary?: boolean }) => {
  const [open, setOpen] = useState(false);
  const decision = useDecision();
  const tell = useTell();
  const required = useMe().data?.form.decisionCommentRequired ?? false;
  const { action } = words[verb];
  const close = () => {
    setOpen(false);
    decision.reset();
  };
  const what = `${request.permissionSet.name} in ${request.accounts.map(({ name }) => name).join(", ")}`;
  return (
    <>
      <Button
        variant={primary ? "primary" : "normal"}
        onClick={() => setOpen(true)}
        ariaLabel={`${action}: ${what} for ${request.requester.displayName}`}
      >
        {action}
      </Button>
      {open ? (
        <CommentDialog
          title={`${action}?`}
          action={action}
          commentRequired={required && verb !== "cancel"}
          busy={decision.isPending}
          problem={decision.error}
          onClose={close}
          onGo={(comment) =>
            decision.mutate(
              { id: request.id, verb, comment },
              {
                onSuccess: (decided) => {
                  close();
                  tell({ type: "success", content: outcome(verb, decided) });
                },
              },
            )
          }
        >
          {request.requester.displayName}: {what}, for {spokenDuration(request.durationMinutes)}.
        </CommentDialog>
      ) : null}
    </>
  );
};
