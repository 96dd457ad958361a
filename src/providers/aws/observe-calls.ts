import type { MiddlewareStack } from "@smithy/types";

/** Makes the call and looks on: how long it takes and what comes of it. Answers and throws what the call does. */
export type CallObserver = <T>(call: { service: string; operation: string }, send: () => Promise<T>) => Promise<T>;

// The stacks of the clients differ in the inputs and outputs they name, which nobody looks at here.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Observed = { middlewareStack: MiddlewareStack<any, any> };

/** Has every call of this client observed, each attempt by itself: a repeated one is a call to AWS too. */
export const observeCalls = (client: Observed, service: string, observe: CallObserver): void => {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const operation = String(context.commandName ?? "unknown").replace(/Command$/, "");
      return observe({ service, operation }, () => next(args));
    },
    // Behind the SDK's own retrying, which is in the same step with a higher priority.
    { step: "finalizeRequest", priority: "low", name: "stintObservesCalls" },
  );
};
