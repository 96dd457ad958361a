import type { SpanContext } from "@opentelemetry/api";

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** As W3C Trace Context §3.2 writes it: what a row keeps of the trace that wrote it. */
export const writeTraceParent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;

/** Undefined for what is none. */
export const readTraceParent = (text: string): SpanContext | undefined => {
  const [, traceId, spanId, flags] = shape.exec(text) ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
};
