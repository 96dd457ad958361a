import { setTimeout as wait } from "node:timers/promises";
import type { TrailEvent } from "../cloudtrail/call-record.ts";
import { beginRecording } from "../cloudtrail/record-call.ts";
import type { Fault } from "../faults.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebRequest } from "../web.ts";
import { AwsError, ConnectionCut } from "./aws-error.ts";

type Running<Result> = {
  operation: string;
  input: unknown;
  requestId: string;
  /** What CloudTrail is told of the call; absent where callers are not known by role credentials. */
  trail?: {
    request: WebRequest;
    event: TrailEvent;
    /** What it tells of the result; nothing, unless told. */
    responseElements?(result: Result): object | null;
  };
  throttled(): AwsError;
  work(failLateWith: string | null): Result | Promise<Result>;
};

const isServerFault = (code: string) => /^(Internal|Service(Unavailable|Exception))/.test(code);

const errorOf = (fault: Fault): AwsError => {
  const code = fault.code ?? "InternalServerException";
  return new AwsError(code, fault.message ?? "The request failed on request.", {}, isServerFault(code) ? 500 : 400);
};

const beforeWork = async (fault: Fault | undefined, throttled: () => AwsError) => {
  if (!fault) return;
  // Whoever stops the simulator does not wait for answers that nobody waits for any more.
  if (fault.delayMs) await wait(fault.delayMs, undefined, { ref: false });
  if (fault.kind === "timeout-before") throw new ConnectionCut();
  if (fault.kind === "throttle") throw throttled();
  if (fault.kind === "error") throw errorOf(fault);
};

const outcomeOf = (error: unknown) => {
  if (error instanceof AwsError) return error.code;
  return error instanceof ConnectionCut ? "cut" : "InternalFailure";
};

/** What CloudTrail hears of a call that came through; one that never arrived is none. */
const trailOf = <Result>(parts: SimulatorParts, { trail, requestId }: Running<Result>) => {
  const record = trail && beginRecording(parts, { ...trail, requestId });
  return {
    answered: (result: Result) => record?.({ responseElements: trail?.responseElements?.(result) ?? null }),
    refused: (error: unknown) => (error instanceof ConnectionCut ? undefined : record?.({ error })),
  };
};

/** Does one AWS call: what was asked to go wrong goes wrong, and the records of calls tell how it came out. */
export const runCall = async <Result>(parts: SimulatorParts, running: Running<Result>): Promise<Result> => {
  const { operation, input, requestId } = running;
  const record = (outcome: string) =>
    parts.calls.add({ operation, at: parts.clock.now().toISOString(), outcome, requestId, input });
  const fault = parts.faults.take(operation, input);
  const trail = trailOf(parts, running);
  try {
    await beforeWork(fault, running.throttled);
    const lateWords = fault?.message ?? "Received a 500 status error: an internal error was asked for";
    const result = await running.work(fault?.kind === "fail-late" ? lateWords : null);
    trail.answered(result);
    if (fault?.kind === "timeout-after") throw new ConnectionCut();
    record("ok");
    return result;
  } catch (error) {
    trail.refused(error);
    record(outcomeOf(error));
    throw error;
  }
};
