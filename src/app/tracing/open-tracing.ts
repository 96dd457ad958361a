import type { Logger } from "pino";
import { untraced } from "../../core/tracing.ts";
import type { OpenedTracing } from "./opened-tracing.ts";
import { isTracingOn, type TracingConfig } from "./tracing-config.ts";

/** Off unless OpenTelemetry's variables say where traces go; nothing of its SDK is loaded then. */
export const openTracing = async (
  config: TracingConfig,
  facts: { serviceName: string; version: string; log: Logger },
): Promise<OpenedTracing> => {
  if (!isTracingOn(config)) return { tracing: untraced, close: async () => undefined };
  const { openOtlpTracing } = await import("./otlp-tracing.ts");
  return openOtlpTracing(config, facts);
};
