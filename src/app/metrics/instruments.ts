import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Notifier } from "../../core/notifier.ts";
import type { BudgetLane, Pace } from "../../core/pace.ts";
import type { AppContext } from "../../http/app-context.ts";
import { toCloudError } from "../../providers/aws/errors.ts";
import type { CallObserver } from "../../providers/aws/observe-calls.ts";

const secondsSince = (startedMs: number) => (performance.now() - startedMs) / 1_000;

/**
 * What this process measures of its own work, since it began. Every label is one of a fixed few: a route's pattern, an operation, a
 * lane; never an id and never a name.
 */
export const createInstruments = (version: string) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: "stint_build_info",
    help: "Always 1; the label says which version this process is.",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  const http = new Histogram({
    name: "stint_http_request_duration_seconds",
    help: "Time until the answer to an HTTP call begins, by the pattern of its route.",
    labelNames: ["method", "route", "status"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const calls = new Histogram({
    name: "stint_aws_call_duration_seconds",
    help: "Time of one attempt to call AWS, and what came of it: ok, throttled, conflict, unavailable, refused, not-found.",
    labelNames: ["aws_service", "operation", "outcome"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const waits = new Histogram({
    name: "stint_aws_budget_wait_seconds",
    help: "Time that a call waited for the budget that all replicas share, by lane.",
    labelNames: ["aws_service", "lane"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const attempts = new Counter({
    name: "stint_delivery_attempts_total",
    help: "Attempts to hand over a message: sent, or failed.",
    labelNames: ["channel", "outcome"],
    registers,
  });
  const failures = new Counter({
    name: "stint_chore_failures_total",
    help: "Runs of a worker's chore that failed and are tried again.",
    labelNames: ["chore"],
    registers,
  });

  const onAnswer: AppContext["onAnswer"] = ({ method, route, status, seconds }) =>
    http.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);

  const observeCall: CallObserver = async (call, send) => {
    const startedMs = performance.now();
    let outcome = "ok";
    try {
      return await send();
    } catch (problem) {
      outcome = toCloudError(problem, call.operation).problem;
      throw problem;
    } finally {
      calls.observe({ aws_service: call.service, operation: call.operation, outcome }, secondsSince(startedMs));
    }
  };

  const measuredPace =
    (pace: Pace): Pace =>
    async (service, lane: BudgetLane, signal) => {
      const startedMs = performance.now();
      await pace(service, lane, signal);
      waits.observe({ aws_service: service, lane }, secondsSince(startedMs));
    };

  const measuredNotifier = ({ channel, send }: Notifier): Notifier => ({
    channel,
    send: async (message, signal) => {
      let outcome = "failed";
      try {
        await send(message, signal);
        outcome = "sent";
      } finally {
        attempts.inc({ channel, outcome });
      }
    },
  });

  return {
    onAnswer,
    observeCall,
    measuredPace,
    measuredNotifier,
    onChoreFailed: (chore: string) => failures.inc({ chore }),
    text: () => registry.metrics(),
  };
};

export type Instruments = ReturnType<typeof createInstruments>;
