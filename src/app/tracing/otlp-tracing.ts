import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Logger } from "pino";
import { CloudError } from "../../core/identity-center.ts";
import { Refusal } from "../../core/refusal.ts";
import type { TracedSpan, TracedWork, Tracing } from "../../core/tracing.ts";
import type { OpenedTracing } from "./opened-tracing.ts";
import { samplerOf } from "./sampler-of.ts";
import { readTraceParent, writeTraceParent } from "./trace-parent.ts";
import type { TracingConfig } from "./tracing-config.ts";

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

/** As the specification of the OTLP exporter makes it of its two variables. */
const addressOf = (config: TracingConfig): string =>
  config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? `${config.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, "")}/v1/traces`;

/** Sends traces to an OpenTelemetry collector (OTLP over HTTP). One that does not answer costs the traces and nothing else. */
export const openOtlpTracing = (
  config: TracingConfig,
  facts: { serviceName: string; version: string; log: Logger },
): OpenedTracing => {
  const tell = (message: string, ...more: unknown[]) => facts.log.warn({ more }, `tracing: ${message}`);
  const quiet = () => undefined;
  diag.setLogger({ error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN);
  const named = resourceFromAttributes({ "service.name": facts.serviceName, "service.version": facts.version });
  const provider = new TracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(config),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: addressOf(config) }) })],
  });
  return {
    tracing: tracingBy(provider.getTracer("stint", facts.version)),
    close: () => provider.shutdown().catch((problem) => tell("the last spans were not sent", problem)),
  };
};

/** Which span is under way is known by Node's own async context, not by anything global. */
const tracingBy = (tracer: Tracer): Tracing => {
  const underWay = new AsyncLocalStorage<Context>();

  const begin = (name: string, { kind = "internal", attributes = {}, continues }: TracedWork) => {
    const around = underWay.getStore() ?? ROOT_CONTEXT;
    const aroundIs = trace.getSpanContext(around);
    const kept = continues ? readTraceParent(continues) : undefined;
    const parent = kept ? trace.setSpanContext(ROOT_CONTEXT, kept) : around;
    const links = kept && aroundIs ? [{ context: aroundIs }] : [];
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes, links }, parent);
    // So that whoever looks at the call finds the trace in which its work goes on.
    if (kept && aroundIs) trace.getSpan(around)?.addLink({ context: span.spanContext() });
    return { span, inside: trace.setSpan(parent, span) };
  };

  return {
    span: (name, facts, work) => {
      const { span, inside } = begin(name, facts);
      return underWay.run(inside, async () => {
        try {
          return await work(tracedSpan(span));
        } catch (problem) {
          span.setAttribute("error.type", errorType(problem));
          if (!(problem instanceof Refusal)) span.setStatus({ code: SpanStatusCode.ERROR });
          throw problem;
        } finally {
          span.end();
        }
      });
    },
    keep: () => {
      const context = trace.getSpanContext(underWay.getStore() ?? ROOT_CONTEXT);
      return context ? writeTraceParent(context) : null;
    },
  };
};

const tracedSpan = (span: Span): TracedSpan => ({
  rename: (name) => span.updateName(name),
  add: (attributes) => span.setAttributes(attributes),
  fail: () => span.setStatus({ code: SpanStatusCode.ERROR }),
});

/** The kind of the problem only: its words may name people. */
const errorType = (problem: unknown): string => {
  if (problem instanceof CloudError) return problem.problem;
  return problem instanceof Error ? problem.name : "unknown";
};
