import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useEnding } from "../api/changes.ts";
import { useMe } from "../api/queries.ts";
import type { Grant } from "../api/shapes.ts";
import { useTell } from "../shell/flashes.tsx";
import { CommentDialog } from "./late-comment-dialog.tsx";
import { useIsGone } from "./use-is-gone.ts";
import { useTakenAway } from "./use-taken-away.ts";

/** Ends access before its time. */
export const EndButton = ({ grant }: { grant: Grant }) => {
  const [open, setOpen] = useState(false);
  const ending = useEnding();
  const tell = useTell();
  const required = useMe().data?.form.endCommentRequired ?? false;
  const what = `${grant.permissionSet.name} in ${grant.account.name}`;
  const close = () => {
    setOpen(false);
    ending.reset();
  };
  const isGone = useIsGone();
  useTakenAway(() => {
    if (!open || ending.isPending || ending.isSuccess) return;
    tell({ type: "info", content: `${what} for ${grant.person.displayName} is ending or has ended already.` });
  });
  return (
    <>
      <Button onClick={() => setOpen(true)} ariaLabel={`End now: ${what}`}>
        End now
      </Button>
      {open ? (
        <CommentDialog
          title="End this access?"
          action="End now"
          commentRequired={required}
          busy={ending.isPending}
          problem={ending.error}
          onClose={close}
          onGo={(comment) =>
            // A promise, for the news of it may take this button away before the answer is here.
            ending.mutateAsync({ id: grant.id, comment }).then(
              () => {
                close();
                tell({ type: "info", content: `${what} is being ended. It shows as ended once AWS confirms it.` });
              },
              (problem) => {
                if (isGone.current) tell({ type: "error", content: problem.message });
              },
            )
          }
        >
          {grant.person.displayName} loses {what}. Credentials that were issued already work until they expire.
        </CommentDialog>
      ) : null}
    </>
  );
};
