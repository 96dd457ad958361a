import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useSending } from "../../api/changes.ts";
import { useMe, usePreview } from "../../api/queries.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useSettled } from "../../parts/use-settled.ts";
import { useTell } from "../../shell/flashes.tsx";
import { AccountsField } from "./accounts-field.tsx";
import { forgetDraft, useDraft } from "./draft.ts";
import { DurationField } from "./duration-field.tsx";
import { fieldErrors } from "./field-errors.ts";
import { formOf } from "./form-of.ts";
import { Outlook } from "./outlook.tsx";
import { RoleField } from "./role-field.tsx";
import { StartField } from "./start-field.tsx";
import { usePastRequest } from "./use-past-request.ts";
import { WhyFields } from "./why-fields.tsx";

/** The form keeps what was typed, and shows the server's reasons beside the fields they concern. */
export const AskForm = ({ from }: { from: string | undefined }) => {
  const { draft, change } = useDraft();
  usePastRequest(from, change);
  const [wasSent, setWasSent] = useState(false);
  const me = useMe().data;
  const navigate = useNavigate();
  const tell = useTell();
  const sending = useSending();
  const isSending = useRef(false);
  const form = formOf(draft);
  const preview = usePreview(useSettled(form));
  const refused = sending.error instanceof ApiProblem ? (sending.error.body.reasons ?? []) : [];
  const reasons = form ? [...refused, ...(preview.data?.reasons ?? [])] : refused;
  const errors = fieldErrors(reasons, { draft, isComplete: form !== undefined, wasSent });

  const edit: typeof change = (part) => {
    if (sending.isError) sending.reset();
    change(part);
  };
  const send = () => {
    setWasSent(true);
    // Two clicks come before the button shows that it is busy.
    if (!form || isSending.current) return;
    isSending.current = true;
    sending.mutate(
      { form, key: draft.key },
      {
        onSuccess: (request) => {
          forgetDraft();
          const content =
            request.state === "approved"
              ? "Approved by policy: access begins at its start."
              : "Sent: it waits for approval.";
          tell({ type: "success", content });
          navigate({ to: "/requests/$id", params: { id: request.id } });
        },
        onSettled: () => {
          isSending.current = false;
        },
      },
    );
  };

  return (
    <ContentLayout header={<Header variant="h1">Ask for access</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href="/">
                Not now
              </Button>
              <Button variant="primary" loading={sending.isPending} formAction="submit">
                Send request
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">What and when</Header>}>
              <SpaceBetween size="l">
                <AccountsField draft={draft} change={edit} error={errors.accountIds} />
                <RoleField draft={draft} change={edit} error={errors.permissionSetArn} />
                <DurationField
                  draft={draft}
                  change={edit}
                  error={errors.durationMinutes}
                  most={preview.data?.maxDurationMinutes ?? me?.form.maxDurationMinutes ?? null}
                />
                <StartField draft={draft} change={edit} error={errors.startsAt} />
              </SpaceBetween>
            </Container>
            {me ? <WhyFields draft={draft} change={edit} errors={errors} form={me.form} /> : null}
            <Outlook preview={form ? preview.data : undefined} problem={preview.error} />
            {sending.error && refused.every(({ field }) => !field) ? <ProblemAlert problem={sending.error} /> : null}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  );
};
