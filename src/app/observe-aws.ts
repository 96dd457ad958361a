import type { Tracing } from "../core/tracing.ts";
import type { CallObserver } from "../providers/aws/observe-calls.ts";

/** Every call to AWS is measured, and a span of the work that makes it; what belongs to no traced work, the reading of the directory above all, is none. */
export const observeAws =
  ({ tracing, measured }: { tracing: Tracing; measured: CallObserver }): CallObserver =>
  (call, send) => {
    const { service, operation } = call;
    if (tracing.keep() === null) return measured(call, send);
    const attributes = { "rpc.system": "aws-api", "rpc.service": service, "rpc.method": operation };
    return tracing.span(`${service}.${operation}`, { kind: "client", attributes }, () => measured(call, send));
  };
