import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { useMe } from "../../api/queries.ts";
import type { Grant } from "../../api/shapes.ts";
import { SeveralDialog } from "../../parts/several/several-dialog.tsx";

const itemOf = ({ id, person, permissionSet, account }: Grant) => ({
  id,
  label: `${person.displayName}: ${permissionSet.name} in ${account.name}`,
});

const endOne = async (id: string, comment: string) => {
  const body = comment.trim() ? { comment: comment.trim() } : {};
  const { state } = await call<Grant>("POST", `/grants/${id}/end`, { body });
  return state === "ended" ? "Ended." : "Is being ended; it shows as ended once AWS confirms it.";
};

/** Ends what is selected, after one more question. What came of it stays in sight, also when nothing in the list can be ended any more. */
export const EndSeveral = (facts: { grants: readonly Grant[]; isOffered: boolean; forget: () => void }) => {
  const { grants, isOffered, forget } = facts;
  // What was asked about stays the same while the list below changes.
  const [asked, setAsked] = useState<readonly Grant[]>();
  const commentRequired = useMe().data?.form.endCommentRequired ?? false;
  return (
    <>
      {isOffered ? (
        <Button disabled={grants.length === 0} onClick={() => setAsked(grants)}>
          {grants.length > 1 ? `End ${grants.length} now` : "End now"}
        </Button>
      ) : null}
      {asked ? (
        <SeveralDialog
          title={asked.length === 1 ? "End this access now?" : `End these ${asked.length} now?`}
          action="End now"
          warning="Whoever holds it loses it. Credentials that were issued already work until they expire."
          items={asked.map(itemOf)}
          commentRequired={commentRequired}
          act={endOne}
          onClose={() => {
            setAsked(undefined);
            forget();
          }}
        />
      ) : null}
    </>
  );
};
