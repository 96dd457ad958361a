import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AnyPolicy, PolicyKind } from "../../api/policies.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { DeleteButton } from "./delete-button.tsx";
import { LastChange } from "./last-change.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { policyWords } from "./policy-words.ts";
import { usePolicyEditing } from "./use-policy-editing.ts";

export const EditPolicy = (facts: {
  kind: PolicyKind;
  saved?: AnyPolicy;
  copied?: AnyPolicy | undefined;
  /** Somebody deleted it since it was read. */
  isGone?: boolean;
}) => {
  const { kind, saved, copied, isGone = false } = facts;
  const editing = usePolicyEditing(kind, { saved, copied, isGone });
  const { one, path } = policyWords[kind];
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={saved ? <LastChange policy={saved} /> : undefined}
          actions={
            saved && !isGone ? (
              <SpaceBetween direction="horizontal" size="xs">
                <Button href={`${path}/new?from=${saved.id}`}>Copy</Button>
                {saved.abilities.delete ? (
                  <DeleteButton kind={kind} policy={saved} onDeleted={editing.leaveFreely} />
                ) : null}
              </SpaceBetween>
            ) : undefined
          }
        >
          {saved ? saved.name : `New ${one.toLowerCase()}`}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {isGone ? (
          <Alert
            type="warning"
            header="Somebody deleted this policy meanwhile"
            action={<Button onClick={editing.makeAnew}>Make it anew</Button>}
          >
            It can no longer be saved. What you see is still here; “Make it anew” takes it over into a new policy.
          </Alert>
        ) : null}
        {saved && editing.isOld ? (
          <ChangedMeanwhile
            kind={kind}
            saved={saved}
            draft={editing.draft}
            onTakeTheirs={editing.startOver}
            onKeepMine={editing.keepOnTop}
          />
        ) : null}
        {editing.wasRestored && !editing.isOld ? (
          <Alert type="info" action={<Button onClick={editing.startOver}>Start over</Button>}>
            This is what you typed before. It is not saved yet.
          </Alert>
        ) : null}
        <PolicyForm kind={kind} editing={editing} />
      </SpaceBetween>
    </ContentLayout>
  );
};
