import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { type MadeApiClient, type Scope, useMakingApiClient } from "../../api/api-clients.ts";
import { ApiProblem } from "../../api/api-problem.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { scopeDescriptions } from "./scope-words.ts";

const options = Object.entries(scopeDescriptions).map(([value, words]) => ({ value, ...words, tags: [value] }));

/** What the server said of one field. */
const errorOf = (problem: Error | null, field: string) =>
  problem instanceof ApiProblem
    ? problem.body.reasons?.find((reason) => reason.field?.split(".")[0] === field)?.message
    : undefined;

/** Stays open, with what was typed, when the server refuses; and until it has answered, for the secret is in that answer only. */
export const MakeClient = ({ onClose, onMade }: { onClose(): void; onMade(made: MadeApiClient): void }) => {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [wasSent, setWasSent] = useState(false);
  const making = useMakingApiClient();
  const nameError = errorOf(making.error, "name") ?? (wasSent && !name.trim() ? "Give it a name." : undefined);
  const scopesError =
    errorOf(making.error, "scopes") ?? (wasSent && scopes.length === 0 ? "Choose at least one." : undefined);
  const send = () => {
    setWasSent(true);
    if (!name.trim() || scopes.length === 0 || making.isPending) return;
    making.mutate({ name: name.trim(), scopes }, { onSuccess: onMade });
  };
  const close = () => {
    if (!making.isPending) onClose();
  };
  return (
    <Modal
      visible
      header="Make an API client"
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={making.isPending} onClick={close}>
              Not now
            </Button>
            <Button variant="primary" loading={making.isPending} onClick={send}>
              Make it
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Form>
          <SpaceBetween size="m">
            {making.error && !nameError && !scopesError ? <ProblemAlert problem={making.error} /> : null}
            <FormField label="Name" description="What it is for; it stands in the audit log." errorText={nameError}>
              <Input value={name} onChange={({ detail }) => setName(detail.value)} autoComplete={false} />
            </FormField>
            <FormField
              label="What it may do"
              description="At most what you may do yourself at that moment: it acts as you."
              errorText={scopesError}
            >
              <Multiselect
                options={options}
                selectedOptions={options.filter(({ value }) => scopes.includes(value as Scope))}
                onChange={({ detail }) => setScopes(detail.selectedOptions.map(({ value }) => value as Scope))}
                placeholder="Choose scopes"
                filteringType="auto"
                filteringAriaLabel="Find a scope"
                expandToViewport
              />
            </FormField>
          </SpaceBetween>
        </Form>
      </form>
    </Modal>
  );
};
