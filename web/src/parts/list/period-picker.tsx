import DateRangePicker, { type DateRangePickerProps } from "@cloudscape-design/components/date-range-picker";
import { isLastPeriod, type LastPeriod, lastPeriods } from "./period.ts";
import type { ListAddress } from "./use-list-address.ts";

const relative = Object.entries(lastPeriods).map(([key, period]) => ({ key, type: "relative" as const, ...period }));

const rangeOf = ({ from, to, last }: ListAddress["said"]): DateRangePickerProps.Value | null => {
  if (isLastPeriod(last)) return relative.find(({ key }) => key === last) ?? null;
  return from && to ? { type: "absolute", startDate: from, endDate: to } : null;
};

const keyOf = ({ amount, unit }: DateRangePickerProps.RelativeValue) =>
  relative.find((option) => option.amount === amount && option.unit === unit)?.key as LastPeriod | undefined;

const instant = (text: string) => new Date(text).toISOString();

const check: DateRangePickerProps.ValidationFunction = (range) => {
  if (range?.type === "relative" && !keyOf(range))
    return { valid: false, errorMessage: "Choose one of the periods, or give both days." };
  if (range?.type !== "absolute") return { valid: true };
  if (!range.startDate.includes("T") || !range.endDate.includes("T"))
    return { valid: false, errorMessage: "Give the first and the last day." };
  return instant(range.startDate) < instant(range.endDate)
    ? { valid: true }
    : { valid: false, errorMessage: "The end must be after the beginning." };
};

/** From when until when, in the person's zone. */
export const PeriodPicker = ({ address, label }: { address: ListAddress; label: string }) => (
  <DateRangePicker
    value={rangeOf(address.said)}
    relativeOptions={relative}
    customRelativeRangeUnits={["hour", "day"]}
    isValidRange={check}
    placeholder={`${label}: at any time`}
    ariaLabel={label}
    i18nStrings={{ ariaLabel: label }}
    hideTimeOffset
    expandToViewport
    onChange={({ detail: { value } }) => {
      if (value === null) address.change({ from: undefined, to: undefined, last: undefined });
      else if (value.type === "relative") address.change({ from: undefined, to: undefined, last: keyOf(value) });
      else address.change({ from: instant(value.startDate), to: instant(value.endDate), last: undefined });
    }}
  />
);
