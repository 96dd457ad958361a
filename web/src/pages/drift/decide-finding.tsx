import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { type DriftFinding, type FindingVerb, useFindingDecision } from "../../api/drift.ts";
import { CommentDialog } from "../../parts/late-comment-dialog.tsx";
import { useTell } from "../../shell/flashes.tsx";

const words: Record<FindingVerb, { action: string; title: string; text: string; told: string }> = {
  accept: {
    action: "Let it stay",
    title: "Let this assignment stay?",
    text: "It stays in AWS and in this list, and Stint does not remove it by itself.",
    told: "It may stay.",
  },
  remove: {
    action: "Take it away",
    title: "Take this assignment away in AWS?",
    text: "Stint did not make it. It is deleted in AWS, and Stint cannot put it back.",
    told: "Stint is taking it away.",
  },
  "call-off": {
    action: "Call it off",
    title: "Stop taking this assignment away?",
    text: "For what AWS refuses to remove: it stays in AWS and in this list, and Stint does not try again by itself.",
    told: "Stint no longer takes it away.",
  },
};

/** Asks once more, with room for a comment. */
export const DecideFinding = ({ finding, verb }: { finding: DriftFinding; verb: FindingVerb }) => {
  const [isAsking, setIsAsking] = useState(false);
  const deciding = useFindingDecision();
  const tell = useTell();
  const { action, title, text, told } = words[verb];
  const what = `${finding.principal.name}, ${finding.permissionSet.name} in ${finding.account.name}`;
  const close = () => {
    setIsAsking(false);
    deciding.reset();
  };
  const go = (comment: string) =>
    deciding.mutate(
      { id: finding.id, verb, comment },
      {
        onSuccess: () => {
          close();
          tell({ type: "success", content: `${what}: ${told}` });
        },
      },
    );
  return (
    <>
      <Button variant="inline-link" ariaLabel={`${action}: ${what}`} onClick={() => setIsAsking(true)}>
        {action}
      </Button>
      {isAsking ? (
        <CommentDialog
          title={title}
          action={action}
          commentRequired={false}
          commentHint="Admins and auditors see it, here and in the audit log."
          busy={deciding.isPending}
          problem={deciding.error}
          onGo={go}
          onClose={close}
        >
          {what}. {text}
        </CommentDialog>
      ) : null}
    </>
  );
};
