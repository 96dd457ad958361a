import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import Grid from "@cloudscape-design/components/grid";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { serverNow } from "../../api/clock.ts";
import { usePreview } from "../../api/queries.ts";
import type { Me } from "../../api/shapes.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useSettled } from "../../parts/use-settled.ts";
import type { Draft } from "./draft.ts";
import { fieldErrors, stillTrue } from "./field-errors.ts";
import { askForTheSame, formOf } from "./form-of.ts";
import { Outlook } from "./outlook.tsx";
import type { ChangeDraft } from "./use-draft.ts";
import { useSendingOnce } from "./use-sending-once.ts";
import { WhatFields } from "./what-fields.tsx";
import { WhyFields } from "./why-fields.tsx";

/** The form keeps what was typed, and shows the server's reasons beside the fields they concern. */
export const AskForm = (facts: { me: Me; draft: Draft; change: ChangeDraft; startOver: () => void }) => {
  const { me, draft, change } = facts;
  const [wasSent, setWasSent] = useState(false);
  const { sending, send } = useSendingOnce(me.id);
  const form = formOf(draft, serverNow());
  const asked = useSettled(form);
  const preview = usePreview(asked);
  const isCurrent = !preview.isPlaceholderData && JSON.stringify(asked) === JSON.stringify(form);
  const refused = sending.error instanceof ApiProblem ? (sending.error.body.reasons ?? []) : [];
  const isOfThisAccess = askForTheSame(preview.data?.of, form);
  const foretold = form && preview.data ? stillTrue(preview.data, form) : [];
  const reasons = [...refused, ...foretold];
  const errors = fieldErrors(reasons, { draft, isComplete: form !== undefined, wasSent });
  const edit: ChangeDraft = (part) => {
    if (sending.isError) sending.reset();
    change(part);
  };
  const trySending = () => {
    setWasSent(true);
    if (form) send(form, draft.key);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        trySending();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={facts.startOver}>
              Start over
            </Button>
            <Button variant="primary" loading={sending.isPending} formAction="submit">
              Send request
            </Button>
          </SpaceBetween>
        }
      >
        <Grid gridDefinition={[{ colspan: { default: 12, s: 8 } }, { colspan: { default: 12, s: 4 } }]}>
          <SpaceBetween size="l">
            <WhatFields
              draft={draft}
              change={edit}
              errors={errors}
              most={form && isOfThisAccess ? (preview.data?.maxDurationMinutes ?? undefined) : undefined}
              globalMost={me.form.maxDurationMinutes}
            />
            <WhyFields draft={draft} change={edit} errors={errors} form={me.form} />
          </SpaceBetween>
          <SpaceBetween size="l">
            <Outlook form={form} asking={sending.error ? { ...preview, error: null } : preview} isCurrent={isCurrent} />
            {sending.error && refused.every(({ field }) => !field) ? (
              <ProblemAlert problem={sending.error} retry={trySending} />
            ) : null}
          </SpaceBetween>
        </Grid>
      </Form>
    </form>
  );
};
