import { z } from "zod";

/** OpenTelemetry's own variables; what else of them is set (headers, certificates, resource) its library reads itself. */
export const tracingVariables = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "none"], "must be otlp or none").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url("must be an address, http://collector:4318").optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url("must be an address, http://collector:4318/v1/traces").optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(["http/json", "http/protobuf"], "must be http/json: Stint sends OTLP over HTTP, not over gRPC")
    .optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      "always_on",
      "always_off",
      "traceidratio",
      "parentbased_always_on",
      "parentbased_always_off",
      "parentbased_traceidratio",
    ])
    .default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
};

const tracing = z.object(tracingVariables);
export type TracingConfig = z.infer<typeof tracing>;

/** Traces are sent only where somebody said to where. */
export const isTracingOn = (config: TracingConfig): boolean =>
  config.OTEL_SDK_DISABLED?.toLowerCase() !== "true" &&
  config.OTEL_TRACES_EXPORTER !== "none" &&
  (config.OTEL_EXPORTER_OTLP_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined;
