import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { inUnit, minutesOf, type Unit, unitFor } from "./durations.ts";
import type { ChangeDraft } from "./use-draft.ts";

const units = (["minutes", "hours", "days"] as const).map((unit) => ({ value: unit, label: unit }));

/** Any number of minutes, hours or days. What is typed stays as it was typed. */
export const OtherDuration = ({ minutes, change }: { minutes: number; change: ChangeDraft }) => {
  const [unit, setUnit] = useState<Unit>(() => unitFor(minutes));
  const [typed, setTyped] = useState<string>();
  const shown =
    typed !== undefined && minutesOf(typed, unit) === minutes
      ? typed
      : minutes > 0
        ? String(inUnit(minutes, unit))
        : "";
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Input
        type="number"
        inputMode="decimal"
        step="any"
        ariaLabel="Duration"
        value={shown}
        onChange={({ detail }) => {
          setTyped(detail.value);
          change({ durationMinutes: minutesOf(detail.value, unit) });
        }}
      />
      <Select
        ariaLabel="Unit of the duration"
        selectedOption={units.find(({ value }) => value === unit) ?? null}
        options={units}
        onChange={({ detail }) => {
          const chosen = units.find(({ value }) => value === detail.selectedOption.value)?.value ?? "minutes";
          setUnit(chosen);
          change({ durationMinutes: minutesOf(shown, chosen) });
        }}
      />
    </SpaceBetween>
  );
};
