import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TimeInput from "@cloudscape-design/components/time-input";
import type { Draft } from "./draft.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const StartField = (facts: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  error: string | undefined;
}) => {
  const { draft, change, error } = facts;
  return (
    <SpaceBetween size="xs">
      <FormField label="Start" errorText={error}>
        <RadioGroup
          value={draft.begins}
          items={[
            { value: "now", label: "As soon as it is approved" },
            { value: "later", label: "Later" },
          ]}
          onChange={({ detail }) => change({ begins: detail.value === "later" ? "later" : "now" })}
        />
      </FormField>
      {draft.begins === "later" ? (
        <SpaceBetween direction="horizontal" size="xs">
          <FormField label="Date">
            <DatePicker
              value={draft.date}
              onChange={({ detail }) => change({ date: detail.value })}
              placeholder="YYYY/MM/DD"
            />
          </FormField>
          <FormField label={`Time (${zone})`}>
            <TimeInput
              value={draft.time}
              format="hh:mm"
              placeholder="hh:mm"
              onChange={({ detail }) => change({ time: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      ) : null}
    </SpaceBetween>
  );
};
