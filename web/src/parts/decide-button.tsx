import Button from "@cloudscape-design/components/button";
import { lazy, Suspense, useState } from "react";
import { useDecision, type Verb } from "../api/changes.ts";
import { useMe } from "../api/queries.ts";
import type { AccessRequest } from "../api/shapes.ts";
import { useTell } from "../shell/flashes.tsx";
import { spokenDuration } from "./duration.ts";
import { CommentDialog } from "./late-comment-dialog.tsx";
import { spokenOutcome } from "./spoken-outcome.ts";
import { useIsGone } from "./use-is-gone.ts";
import { useTakenAway } from "./use-taken-away.ts";

const WhoElse = lazy(() => import("./who-else.tsx").then((module) => ({ default: module.WhoElse })));

const actions: Record<Verb, string> = { approve: "Approve", reject: "Reject", cancel: "Cancel request" };

/** One word on one request. Success is said when the server has said it. */
export const DecideButton = ({
  request,
  verb,
  look = "normal",
}: {
  request: AccessRequest;
  verb: Verb;
  /** In the row of a table it is a link, so that two fit. */
  look?: "normal" | "primary" | "inline-link";
}) => {
  const [open, setOpen] = useState(false);
  const decision = useDecision();
  const tell = useTell();
  const required = useMe().data?.form.decisionCommentRequired ?? false;
  const action = actions[verb];
  const close = () => {
    setOpen(false);
    decision.reset();
  };
  const what = `${request.permissionSet.name} in ${request.accounts.map(({ name }) => name).join(", ")}`;
  const isGone = useIsGone();
  useTakenAway(() => {
    if (!open || decision.isPending || decision.isSuccess) return;
    const content = `${what} for ${request.requester.displayName} waits for you no longer: it was decided, or its time was up.`;
    tell({ type: "info", content });
  });
  return (
    <>
      <Button
        variant={look}
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
            // A promise, for the news of it may take this button away before the answer is here.
            decision.mutateAsync({ id: request.id, verb, comment }).then(
              (decided) => {
                close();
                tell({ type: "success", content: spokenOutcome(verb, decided) });
              },
              (problem) => {
                if (isGone.current) tell({ type: "error", content: problem.message });
              },
            )
          }
        >
          {request.requester.displayName}: {what}, for {spokenDuration(request.durationMinutes)}.
          {verb === "cancel" ? null : (
            <Suspense fallback={null}>
              <WhoElse requestId={request.id} verb={verb} />
            </Suspense>
          )}
        </CommentDialog>
      ) : null}
    </>
  );
};
