import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { sendWord } from "../../api/changes.ts";
import { useMe } from "../../api/queries.ts";

import type { AccessRequest } from "../../api/shapes.ts";
import { spokenDuration } from "../../parts/duration.ts";
import { SeveralDialog } from "../../parts/several/several-dialog.tsx";
import { spokenOutcome } from "../../parts/spoken-outcome.ts";

const words = { approve: "Approve", reject: "Reject" } as const;
type Word = keyof typeof words;

const itemOf = ({ id, requester, permissionSet, accounts, durationMinutes, justification }: AccessRequest) => ({
  id,
  label: (
    <>
      <strong>{requester.displayName}</strong>: {permissionSet.name} in {accounts.map(({ name }) => name).join(", ")},
      for {spokenDuration(durationMinutes)}
      {justification ? <div className="as-typed">“{justification}”</div> : null}
    </>
  ),
});

/** One word on all that are chosen. What they were when the dialog opened stays in it, whatever becomes of the list meanwhile. */
export const DecideSeveral = ({ requests }: { requests: readonly AccessRequest[] }) => {
  const [open, setOpen] = useState<{ verb: Word; requests: readonly AccessRequest[] }>();
  const commentRequired = useMe().data?.form.decisionCommentRequired ?? false;
  const count = requests.length;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {(["approve", "reject"] as const).map((verb) => (
        <Button
          key={verb}
          variant={verb === "approve" && count > 0 ? "primary" : "normal"}
          disabled={count === 0}
          disabledReason="Choose one or several requests in the list first."
          onClick={() => setOpen({ verb, requests })}
        >
          {words[verb]} {count > 0 ? count : "chosen"}
        </Button>
      ))}
      {open ? (
        <SeveralDialog
          title={`${words[open.verb]} ${open.requests.length === 1 ? "one request" : `${open.requests.length} requests`}`}
          action={words[open.verb]}
          items={open.requests.map(itemOf)}
          commentRequired={commentRequired}
          act={async (id, comment) => spokenOutcome(open.verb, await sendWord({ id, verb: open.verb, comment }))}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </SpaceBetween>
  );
};
