import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { spokenDuration } from "../../parts/duration.ts";
import type { Draft } from "./draft.ts";

const presets = [30, 60, 120, 240, 480];

/** Presets up to the longest that is allowed, or any number of minutes. */
export const DurationField = (facts: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  error: string | undefined;
  most: number | null;
}) => {
  const { draft, change, error, most } = facts;
  const offered = presets.filter((minutes) => most === null || minutes <= most);
  const [isOther, setIsOther] = useState(!presets.includes(draft.durationMinutes));
  const showsOther = isOther || !offered.includes(draft.durationMinutes);
  return (
    <FormField
      label="Duration"
      description={most === null ? undefined : `At most ${spokenDuration(most)}.`}
      errorText={error}
    >
      <SpaceBetween size="xs">
        <SegmentedControl
          label="Duration"
          selectedId={showsOther ? "other" : String(draft.durationMinutes)}
          options={[
            ...offered.map((minutes) => ({ id: String(minutes), text: spokenDuration(minutes) })),
            { id: "other", text: "Other" },
          ]}
          onChange={({ detail }) => {
            setIsOther(detail.selectedId === "other");
            if (detail.selectedId !== "other") change({ durationMinutes: Number(detail.selectedId) });
          }}
        />
        {showsOther ? (
          <Input
            type="number"
            inputMode="numeric"
            ariaLabel="Duration in minutes"
            placeholder="Minutes"
            value={draft.durationMinutes > 0 ? String(draft.durationMinutes) : ""}
            onChange={({ detail }) => change({ durationMinutes: Math.trunc(Number(detail.value)) || 0 })}
          />
        ) : null}
      </SpaceBetween>
    </FormField>
  );
};
