import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TimeInput from "@cloudscape-design/components/time-input";
import { serverNow } from "../../api/clock.ts";
import { inZoneAndUtc } from "../../parts/time.tsx";
import type { Draft } from "./draft.ts";
import { startOf } from "./form-of.ts";
import { dateOf, isReachable, nextHour } from "./local-time.ts";
import type { ChangeDraft } from "./use-draft.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const choices = (draft: Draft) => [
  ...(draft.after && Date.parse(draft.after.endsAt) > serverNow()
    ? [{ value: "after", label: `When ${draft.after.what} ends, without a gap` }]
    : []),
  { value: "now", label: "As soon as it is approved" },
  { value: "later", label: "Later" },
];

/** Now, later, or right after the access that is extended. */
export const StartField = (facts: { draft: Draft; change: ChangeDraft; error: string | undefined }) => {
  const { draft, change, error } = facts;
  const startsAt = startOf(draft, serverNow());
  const choose = (value: string) => {
    const begins = value === "later" || value === "after" ? value : "now";
    change(begins === "later" && !draft.date ? { begins, ...nextHour(new Date(serverNow())) } : { begins });
  };
  return (
    <SpaceBetween size="xs">
      <FormField
        label="Start"
        errorText={error}
        constraintText={startsAt ? `Begins ${inZoneAndUtc(startsAt)}` : undefined}
      >
        <RadioGroup value={draft.begins} items={choices(draft)} onChange={({ detail }) => choose(detail.value)} />
      </FormField>
      {draft.begins === "later" ? (
        <SpaceBetween direction="horizontal" size="xs">
          <FormField label="Date">
            <DatePicker
              value={draft.date}
              onChange={({ detail }) => change({ date: detail.value })}
              isDateEnabled={(date) => isReachable(dateOf(date), serverNow())}
              placeholder="YYYY/MM/DD"
              openCalendarAriaLabel={(chosen) => (chosen ? `Choose a date, now ${chosen}` : "Choose a date")}
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
