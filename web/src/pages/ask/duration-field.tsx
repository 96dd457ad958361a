import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { spokenDuration } from "../../parts/duration.ts";
import type { Draft } from "./draft.ts";
import { presetsUpTo } from "./durations.ts";
import { OtherDuration } from "./other-duration.tsx";
import type { ChangeDraft } from "./use-draft.ts";

const labelId = "duration-of-access";

/** Presets up to the longest that is allowed, or any other duration. */
export const DurationField = (facts: {
  draft: Draft;
  change: ChangeDraft;
  error: string | undefined;
  most: number | null;
}) => {
  const { draft, change, error, most } = facts;
  const presets = presetsUpTo(most);
  const [isOther, setIsOther] = useState(false);
  const showsOther = isOther || !presets.includes(draft.durationMinutes);
  return (
    <FormField
      label={<span id={labelId}>Duration</span>}
      stretch
      description={most === null ? undefined : `At most ${spokenDuration(most)}.`}
      errorText={error}
    >
      <SpaceBetween size="xs">
        <SegmentedControl
          ariaLabelledby={labelId}
          selectedId={showsOther ? "other" : String(draft.durationMinutes)}
          options={[
            ...presets.map((minutes) => ({ id: String(minutes), text: spokenDuration(minutes) })),
            { id: "other", text: "Other" },
          ]}
          onChange={({ detail }) => {
            setIsOther(detail.selectedId === "other");
            if (detail.selectedId !== "other") change({ durationMinutes: Number(detail.selectedId) });
          }}
        />
        {showsOther ? <OtherDuration minutes={draft.durationMinutes} change={change} /> : null}
      </SpaceBetween>
    </FormField>
  );
};
