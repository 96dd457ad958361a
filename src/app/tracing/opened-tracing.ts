import type { Tracing } from "../../core/tracing.ts";

export type OpenedTracing = {
  tracing: Tracing;
  /** Sends what was not sent yet, for as long as that may take at most. */
  close(): Promise<void>;
};
