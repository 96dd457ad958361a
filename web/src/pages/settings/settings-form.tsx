import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useMe } from "../../api/queries.ts";
import { type Settings, useSavingSettings } from "../../api/settings.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useTell } from "../../shell/flashes.tsx";
import { focusFirstMistake } from "../policy-parts/focus-first-mistake.ts";
import { LeaveGuard } from "../policy-parts/leave-guard.tsx";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { DangerDialog } from "./danger-dialog.tsx";
import { dangersOf } from "./dangers.ts";
import { Drift } from "./drift-section.tsx";
import { fieldErrors } from "./field-errors.ts";
import { Access, Approval, Notifications, Personas, Requests } from "./sections.tsx";
import { draftOf, inputOf } from "./settings-draft.ts";
import { useSettingsDraft } from "./use-settings-draft.ts";

/** The form keeps what was typed, whatever comes: a refusal, somebody else's change, a sign-in in between. */
export const SettingsForm = ({ saved }: { saved: Settings }) => {
  const drafting = useSettingsDraft(useMe().data?.id ?? "", saved);
  const saving = useSavingSettings();
  const tell = useTell();
  const [isAsking, setIsAsking] = useState(false);
  const { draft, changes, isTouched } = drafting;
  const errors = fieldErrors(saving.error);
  const dangers = dangersOf({ before: draftOf(saved), after: draft });
  const isRefusedElsewhere = saving.error instanceof ApiProblem && saving.error.status !== 409;

  const save = () =>
    saving.mutate(inputOf(changes, drafting.version), {
      onSuccess: () => {
        drafting.startOver();
        tell({ type: "success", content: "The settings are saved." });
      },
      onError: focusFirstMistake,
      onSettled: () => setIsAsking(false),
    });
  const section = {
    draft,
    errors,
    readOnly: !saved.abilities.update,
    change: (part: Partial<typeof draft>) => {
      if (saving.isError) saving.reset();
      drafting.change(part);
    },
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTouched || drafting.isOld || saving.isPending) return;
        if (dangers.length > 0) setIsAsking(true);
        else save();
      }}
    >
      <Form
        actions={
          section.readOnly ? null : (
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="link"
                formAction="none"
                disabled={!isTouched}
                onClick={() => {
                  saving.reset();
                  drafting.startOver();
                }}
              >
                Undo changes
              </Button>
              <Button variant="primary" loading={saving.isPending} disabled={!isTouched || drafting.isOld}>
                Save
              </Button>
            </SpaceBetween>
          )
        }
      >
        <SpaceBetween size="l">
          {section.readOnly ? <Alert type="info">You may look at the settings; admins change them.</Alert> : null}
          {drafting.isOld ? <ChangedMeanwhile saved={saved} drafting={drafting} /> : null}
          {saving.error && Object.keys(errors).length === 0 && (isRefusedElsewhere || !drafting.isOld) ? (
            <ProblemAlert problem={saving.error} />
          ) : null}
          <Approval {...section} />
          <Requests {...section} />
          <Access {...section} />
          <Drift {...section} />
          <Personas {...section} />
          <Notifications {...section} />
        </SpaceBetween>
      </Form>
      {isAsking ? (
        <DangerDialog dangers={dangers} busy={saving.isPending} onGo={save} onClose={() => setIsAsking(false)} />
      ) : null}
      <LeaveGuard isTouched={() => isTouched && !saving.isPending} onLeave={drafting.startOver} />
    </form>
  );
};
