import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { spokenDuration } from "../../parts/duration.ts";
import { largestUnit, type TimeUnit, timeUnits } from "../policy-parts/time-units.ts";
import type { SectionFacts } from "./section-facts.ts";

const units = Object.entries(timeUnits).map(([value, { label }]) => ({ value, label }));

/** A length of time, in minutes, hours or days. */
export const TimeField = (facts: {
  section: SectionFacts;
  field: "maxDurationMinutes" | "pendingExpiryMinutes";
  label: string;
  description: string;
  bounds: string;
}) => {
  const { draft, change, errors, readOnly } = facts.section;
  const minutes = draft[facts.field];
  const [chosenUnit, setChosenUnit] = useState<TimeUnit>();
  const unit = chosenUnit ?? largestUnit(minutes);
  const { each } = timeUnits[unit];
  const [typed, setTyped] = useState("");
  const minutesOf = (text: string) => Math.round((Number(text) || 0) * each);
  // What was typed stays as it was typed while it says what is in the draft: “0” on the way to “0.5”.
  const shown = minutesOf(typed) === minutes ? typed : String(minutes / each);
  return (
    <FormField
      label={facts.label}
      description={facts.description}
      errorText={errors[facts.field]}
      constraintText={`${minutes > 0 ? `${spokenDuration(minutes)}. ` : ""}${facts.bounds}`}
      secondaryControl={
        <Select
          ariaLabel={`Unit: ${facts.label}`}
          selectedOption={{ value: unit, label: timeUnits[unit].label }}
          options={units}
          disabled={readOnly}
          onChange={({ detail }) => {
            setTyped("");
            setChosenUnit(detail.selectedOption.value as TimeUnit);
          }}
        />
      }
    >
      <Input
        type="number"
        inputMode="decimal"
        value={shown}
        readOnly={readOnly}
        onChange={({ detail }) => {
          setTyped(detail.value);
          setChosenUnit(unit);
          change({ [facts.field]: minutesOf(detail.value) });
        }}
      />
    </FormField>
  );
};
