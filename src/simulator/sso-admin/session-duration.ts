import { AwsError } from "../aws/aws-error.ts";

const UNIT_MINUTES = { D: 1440, H: 60, M: 1, S: 1 / 60 } as const;

const minutesIn = (duration: string): number => {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration);
  if (!match) return Number.NaN;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  return (
    Number(days) * UNIT_MINUTES.D +
    Number(hours) * UNIT_MINUTES.H +
    Number(minutes) * UNIT_MINUTES.M +
    Number(seconds) * UNIT_MINUTES.S
  );
};

/** Throws unless the duration lies between one and twelve hours, as AWS demands of role sessions. */
export const assertSessionDuration = (duration: string): void => {
  const minutes = minutesIn(duration);
  if (minutes >= 60 && minutes <= 720) return;
  throw new AwsError("ValidationException", `Session duration ${duration} must be between PT1H and PT12H.`);
};
