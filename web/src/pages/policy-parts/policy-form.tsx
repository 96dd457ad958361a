import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Grid from "@cloudscape-design/components/grid";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { PolicyKind } from "../../api/policies.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { EffectPanel } from "./effect-panel.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { policyWords } from "./policy-words.ts";
import type { PolicyEditing } from "./use-policy-editing.ts";
import { WhatFields } from "./what-fields.tsx";
import { WhereFields } from "./where-fields.tsx";
import { WhoFields } from "./who-fields.tsx";
import { WithoutEffect } from "./without-effect.tsx";

const wide = [{ colspan: { default: 12, m: 8 } }, { colspan: { default: 12, m: 4 } }];

/** The form keeps what was typed, shows the server's reasons beside the fields, and whom the change concerns beside itself. */
export const PolicyForm = ({ kind, editing }: { kind: PolicyKind; editing: PolicyEditing }) => {
  const { draft, change, errors, isNew } = editing;
  const fields = { draft, change, errors };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        editing.review();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" href={policyWords[kind].path}>
              Not now
            </Button>
            <Button variant="primary" formAction="submit" disabled={!editing.canSave}>
              {isNew ? "Make policy" : "Save changes"}
            </Button>
          </SpaceBetween>
        }
      >
        <Grid gridDefinition={wide}>
          <SpaceBetween size="l">
            <WithoutEffect draft={draft} change={change} />
            <Container>
              <FormField label="Name" errorText={errors.name} stretch>
                <Input value={draft.name} onChange={({ detail }) => change({ name: detail.value })} />
              </FormField>
            </Container>
            <WhoFields {...fields} kind={kind} />
            <WhatFields {...fields} kind={kind} />
            <WhereFields {...fields} />
          </SpaceBetween>
          <EffectPanel kind={kind} state={editing.previewState} preview={editing.preview} />
        </Grid>
      </Form>
      {editing.otherProblem ? <ProblemAlert problem={editing.otherProblem} /> : null}
      {editing.isReviewing ? (
        <ConfirmDialog
          title={isNew ? `Make “${draft.name.trim()}”?` : `Save “${draft.name.trim()}”?`}
          action={isNew ? "Make policy" : "Save changes"}
          kind={kind}
          preview={editing.preview}
          isCurrent={editing.previewIsCurrent}
          busy={editing.isSaving}
          problem={null}
          onClose={editing.goOn}
          onGo={editing.save}
        />
      ) : null}
      <LeaveGuard isTouched={editing.asksBeforeLeaving} onLeave={editing.forget} />
    </form>
  );
};
