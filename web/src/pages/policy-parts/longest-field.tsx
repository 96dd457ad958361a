import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useMe } from "../../api/queries.ts";
import { spokenDuration } from "../../parts/duration.ts";
import type { FieldFacts } from "./field-facts.ts";
import { largestUnit, type TimeUnit, timeUnits } from "./time-units.ts";

/** The longest that one may ask for: the global maximum, or a number of minutes, hours or days. */
export const LongestField = ({ draft, change, errors }: FieldFacts) => {
  const { maxDurationMinutes: minutes } = draft;
  const usual = useMe().data?.form.maxDurationMinutes ?? 540;
  const [chosenUnit, setChosenUnit] = useState<TimeUnit>();
  const unit = chosenUnit ?? largestUnit(minutes ?? usual);
  const { each } = timeUnits[unit];
  const [typed, setTyped] = useState("");
  const minutesOf = (text: string) => Math.round((Number(text) || 0) * each);
  // What was typed stays as it was typed, for as long as it says what is in the draft: “0” on the way to “0.5”.
  const shown = minutesOf(typed) === minutes ? typed : String((minutes ?? 0) / each);
  return (
    <SpaceBetween size="xs">
      <FormField label="Longest duration" errorText={minutes === null ? errors.maxDurationMinutes : undefined}>
        <RadioGroup
          value={minutes === null ? "global" : "own"}
          items={[
            { value: "global", label: `The global maximum, ${spokenDuration(usual)} now` },
            { value: "own", label: "A maximum of its own" },
          ]}
          onChange={({ detail }) => change({ maxDurationMinutes: detail.value === "own" ? usual : null })}
        />
      </FormField>
      {minutes === null ? null : (
        <SpaceBetween direction="horizontal" size="xs">
          <FormField
            label="At most"
            errorText={errors.maxDurationMinutes}
            constraintText={
              unit === "minutes" && minutes > 0 ? spokenDuration(minutes) : "From 15 minutes to 8,000 hours."
            }
          >
            <Input
              type="number"
              inputMode="decimal"
              value={shown}
              onChange={({ detail }) => {
                setTyped(detail.value);
                change({ maxDurationMinutes: minutesOf(detail.value) });
              }}
            />
          </FormField>
          <FormField label="Unit">
            <Select
              selectedOption={{ value: unit, label: timeUnits[unit].label }}
              options={Object.entries(timeUnits).map(([value, { label }]) => ({ value, label }))}
              onChange={({ detail }) => {
                setTyped("");
                setChosenUnit(detail.selectedOption.value as TimeUnit);
              }}
            />
          </FormField>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
};
