import { ConnectionCut } from "../../../src/simulator/aws/aws-error.ts";
import type { FaultSpec } from "../../../src/simulator/faults.ts";
import type { InProcessSimulator } from "../../../src/simulator/in-process.ts";
import { type Actor, actorNamed, type Turn, type Turns } from "../time/turns.ts";

/** The request as the SDK hands it to whatever carries it. */
type SdkRequest = { headers: Record<string, string>; body?: unknown };
type SdkResponse = { statusCode: number; headers: Record<string, string>; body: Uint8Array };

/** What befalls a call: how long it is on its way, and what AWS does with it. */
export type CallFate = { toAwsMs: number; fromAwsMs: number; fault?: Omit<FaultSpec, "operation" | "times"> };

type Facts = {
  turns: Turns;
  simulator: InProcessSimulator;
  fateOf(call: { actor: Actor; operation: string; atMs: number }): CallFate;
  /** Called before AWS does anything, with what is asked of it. */
  onArrival?(call: { actor: Actor; operation: string; input: Record<string, unknown> }): void;
};

/** As long as the real clients wait. */
const requestTimeoutMs = 10_000;

const noAnswer = (message: string, name = "TimeoutError") => Object.assign(new Error(message), { name });

const inputOf = (body: Buffer): Record<string, unknown> => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return {};
  }
};

const operationOf = ({ headers }: SdkRequest, body: Buffer) =>
  headers["x-amz-target"]?.split(".").at(-1) ?? new URLSearchParams(body.toString()).get("Action") ?? "?";

/** The SDK's bytes pass for text as well: whoever copies them asks for the text, and is warned of it. */
const asBytes = (body: unknown): Buffer =>
  body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : Buffer.from(String(body ?? ""));

/**
 * The way to AWS: a call arrives by one turn and its answer comes back by another. What is on its way when its process dies
 * arrives all the same, or not; nobody hears the answer.
 */
export const wireTo = ({ turns, simulator, fateOf, onArrival }: Facts) => {
  const network = actorNamed("network");

  const carry = (actor: Actor, request: SdkRequest, signal?: AbortSignal): Promise<{ response: SdkResponse }> => {
    const body = asBytes(request.body);
    const operation = operationOf(request, body);
    const fate = fateOf({ actor, operation, atMs: turns.nowMs() });
    const givesUpAtMs = turns.nowMs() + requestTimeoutMs;
    return new Promise((resolve, reject) => {
      let isOver = false;
      const finish = (settle: () => void) => {
        if (isOver) return;
        isOver = true;
        turns.remove(timeout);
        settle();
      };
      const timeout: Turn = {
        ...{ actor, kind: "answer", what: `${operation} timed out`, readyAtMs: givesUpAtMs },
        take: () => finish(() => reject(noAnswer("Connection timed out"))),
      };
      const answerLater = (what: string, settle: () => void) => {
        if (isOver || !actor.alive) return;
        const readyAtMs = turns.nowMs() + fate.fromAwsMs;
        turns.add({ actor, kind: "answer", what: `${operation} ${what}`, readyAtMs, take: () => finish(settle) });
      };
      const arrive = async () => {
        onArrival?.({ actor, operation, input: inputOf(body) });
        if (fate.fault) simulator.faults.add({ ...fate.fault, operation, times: 1 });
        try {
          const reply = await simulator.answer({ headers: request.headers, body });
          const headers = Object.fromEntries(
            Object.entries(reply.headers ?? {}).map(([name, value]) => [name, String(value)]),
          );
          const response = { statusCode: reply.status, headers, body: asBytes(reply.body) };
          answerLater(String(reply.status), () => resolve({ response }));
        } catch (error) {
          if (!(error instanceof ConnectionCut)) throw error;
          answerLater("cut", () => reject(noAnswer("socket hang up", "ECONNRESET")));
        }
      };
      const sent: Turn = {
        actor,
        kind: "send",
        what: operation,
        readyAtMs: turns.nowMs() + fate.toAwsMs,
        take: arrive,
        abandoned: () => {
          // Bytes that left the machine do not know that it died.
          if (fate.fromAwsMs % 2 === 0) turns.add({ ...sent, actor: network });
        },
      };
      signal?.addEventListener("abort", () => finish(() => reject(noAnswer("Request aborted", "AbortError"))));
      turns.add(sent);
      turns.add(timeout);
    });
  };

  return {
    network,
    /** What a client of the SDK is given instead of sockets. */
    handlerFor: (actor: Actor) => ({
      metadata: { handlerProtocol: "http/1.1" },
      handle: (request: SdkRequest, options: { abortSignal?: AbortSignal } = {}) =>
        carry(actor, request, options.abortSignal),
      destroy: () => undefined,
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    }),
  };
};
