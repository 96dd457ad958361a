import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../../api/queries.ts";
import type { Me } from "../../api/shapes.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { AskForm } from "./ask-form.tsx";
import { emptyDraft } from "./draft.ts";
import { Extending } from "./extending.tsx";
import { Favourites } from "./favourites.tsx";
import type { Source } from "./filling.ts";
import { askHelp } from "./help.tsx";
import { type ChangeDraft, useDraft } from "./use-draft.ts";
import { useFilling } from "./use-filling.ts";

const frame = {
  title: "Ask for access",
  crumbs: [{ text: "Ask for access", href: "/ask" }],
  help: askHelp,
};

const Ask = ({ me }: { me: Me }) => {
  const source: Source = useSearch({ strict: false });
  const { draft, change } = useDraft(me.id);
  const filling = useFilling(source, { draft, change });
  const [round, setRound] = useState(0);
  const navigate = useNavigate();
  const edit: ChangeDraft = (part) => change({ ...part, isEdited: true });
  const startOver = () => {
    change(emptyDraft());
    setRound(round + 1);
    navigate({ to: "/ask", replace: true });
  };
  return (
    <SpaceBetween size="l">
      {filling.isPending && !filling.problem ? (
        <StatusIndicator type="loading">Filling in the form</StatusIndicator>
      ) : null}
      {filling.problem ? <ProblemAlert problem={filling.problem} retry={filling.retry} /> : null}
      {filling.bringBack ? (
        <Alert
          type="info"
          header="The form was filled in anew"
          action={<Button onClick={filling.bringBack}>Bring back what I had typed</Button>}
        >
          What you had typed before is kept until you leave this page.
        </Alert>
      ) : null}
      <Extending draft={draft} />
      <Favourites />
      <AskForm
        key={`${draft.filledBy} ${draft.filledAt} ${round}`}
        me={me}
        draft={draft}
        change={edit}
        startOver={startOver}
      />
    </SpaceBetween>
  );
};

export const AskPage = () => {
  useFrame(frame);
  const me = useMe().data;
  return (
    <ContentLayout header={<Header variant="h1">Ask for access</Header>}>
      {!me ? null : me.abilities.request ? (
        <Ask me={me} />
      ) : (
        <Alert type="warning" header="You may not ask for access">
          Your session does not allow it. Sign out and in again, or ask your admins.
        </Alert>
      )}
    </ContentLayout>
  );
};
