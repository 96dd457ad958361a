import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type StopScope, useStopPreview } from "../../api/emergency-stops.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { CredentialsField } from "./credentials-field.tsx";
import { Preview } from "./preview.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { everythingWord, useStopDraft } from "./use-stop-draft.ts";

/** Says what would end before it is ended; everything only when that word was typed. */
export const StopForm = ({ asked }: { asked: StopScope | undefined }) => {
  const { draft, scope, change, errors, stopping, send } = useStopDraft(asked);
  const name = useStopPreview(scope).data?.scope.name;
  const { chosen } = draft;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Form
        header={
          <Header variant="h1" description="End access at once, before all other work, and keep it from coming back.">
            Emergency stop
          </Header>
        }
        actions={
          <Button variant="primary" loading={stopping.isPending}>
            Stop now
          </Button>
        }
      >
        <Container>
          <SpaceBetween size="l">
            {stopping.error ? <ProblemAlert problem={stopping.error} /> : null}
            <ScopeFields
              kind={draft.kind}
              chosen={chosen && { ...chosen, name: chosen.name || name || chosen.id }}
              error={errors.scope}
              onKind={(kind) => change({ kind, chosen: undefined, typed: "" })}
              onChosen={(chosen) => change({ chosen })}
            />
            {scope ? <Preview scope={scope} /> : null}
            <FormField
              label="Why"
              description="In the audit log, and read by everybody whose access ends."
              errorText={errors.comment}
            >
              <Textarea value={draft.comment} onChange={({ detail }) => change({ comment: detail.value })} rows={2} />
            </FormField>
            <Checkbox
              checked={draft.hold}
              onChange={({ detail }) => change({ hold: detail.checked })}
              description="Nothing in it can be asked for, approved or started until an admin lifts the stop."
            >
              Keep holding it
            </Checkbox>
            <CredentialsField scope={scope} checked={draft.cut} onChange={(cut) => change({ cut })} />
            {draft.kind === "everything" ? (
              <FormField
                label={`To stop everything, type “${everythingWord}”`}
                description="Everybody loses all access that Stint gave."
                errorText={errors.typed}
              >
                <Input
                  value={draft.typed}
                  onChange={({ detail }) => change({ typed: detail.value })}
                  autoComplete={false}
                />
              </FormField>
            ) : null}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
};
