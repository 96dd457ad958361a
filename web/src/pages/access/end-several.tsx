import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { Grant } from "../../api/shapes.ts";
import { EndSeveralDialog } from "./end-several-dialog.tsx";

/** Ends what is selected, after one more question. */
export const EndSeveral = ({ grants, forget }: { grants: readonly Grant[]; forget: () => void }) => {
  // What was asked about stays the same while the list below changes.
  const [asked, setAsked] = useState<readonly Grant[]>();
  return (
    <>
      <Button disabled={grants.length === 0} onClick={() => setAsked(grants)}>
        {grants.length > 1 ? `End ${grants.length} now` : "End now"}
      </Button>
      {asked ? (
        <EndSeveralDialog
          grants={asked}
          onClose={() => {
            setAsked(undefined);
            forget();
          }}
        />
      ) : null}
    </>
  );
};
