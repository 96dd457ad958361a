import type { Logger } from "pino";
import { type Tracing, untraced } from "../../core/tracing.ts";
import { isTracingOn, type TracingConfig } from "./tracing-config.ts";

export type OpenTracing = {
  tracing: Tracing;
  /** Sends what was not sent yet, for as long as that may take at most. */
  close(): Promise<void>;
};

/** Off unless OpenTelemetry's variables say where traces go; nothing of its SDK is loaded then. */
export const openTracing = async (
  config: TracingConfig,
  facts: { serviceName: string; version: string; log: Logger },
): Promise<OpenTracing> => {
  if (!isTracingOn(config)) return { tracing: untraced, close: async () => undefined };
  const { openOtlpTracing } = await import("./otlp-tracing.ts");
  return openOtlpTracing(config, facts);
};
