import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { type EmergencyStop, useLifting } from "../../api/emergency-stops.ts";
import { CommentDialog } from "../../parts/late-comment-dialog.tsx";
import { useTell } from "../../shell/flashes.tsx";
import { spokenScope } from "./scope-words.ts";

/** Lets what the stop holds be asked for again. */
export const LiftButton = ({ stop }: { stop: EmergencyStop }) => {
  const [open, setOpen] = useState(false);
  const lifting = useLifting();
  const tell = useTell();
  const what = spokenScope(stop.scope);
  const close = () => {
    setOpen(false);
    lifting.reset();
  };
  return (
    <>
      <Button variant="inline-link" ariaLabel={`Lift: ${what}`} onClick={() => setOpen(true)}>
        Lift
      </Button>
      {open ? (
        <CommentDialog
          title="Lift this emergency stop?"
          action="Lift"
          commentRequired
          busy={lifting.isPending}
          problem={lifting.error}
          onClose={close}
          onGo={(comment) =>
            lifting.mutateAsync({ id: stop.id, comment: comment.trim() }).then(
              () => {
                close();
                tell({ type: "success", content: `Lifted: ${what}. It can be asked for again.` });
              },
              () => undefined,
            )
          }
        >
          {what}: it can be asked for, approved and started again. What was ended stays ended.
        </CommentDialog>
      ) : null}
    </>
  );
};
