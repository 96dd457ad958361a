import { type ActivityEvent, siftRecords } from "./activity-event.ts";
import type { ActivityProgress, ActivitySource, ActivitySubject } from "./activity-source.ts";
import type { ActivityWindow } from "./activity-window.ts";

/** The grant whose activity is read, and of which time. */
export type ActivityReading = { subject: ActivitySubject; window: ActivityWindow; from: Date; to: Date };

type Part = { events: ActivityEvent[]; unreadable: number; progress: ActivityProgress };

/** What a source holds of one grant, as it comes; repeats between the parts are left to whoever keeps them. */
export async function* readActivity(
  source: ActivitySource,
  { subject, window, from, to }: ActivityReading,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  for await (const { records, progress } of source.read({ subject, from, to }, signal)) {
    yield { ...siftRecords(records, { subject, window }), progress };
  }
}
