import { CloudError } from "../../core/identity-center.ts";

/** How a wait is ended: `AbortSignal.timeout` in production, the test's own in a test. */
export type Timeout = (ms: number) => AbortSignal;

const answerWithinMs = 2_000;

/** Asks Identity Store, for two seconds at most whatever the lookup does. */
export const askInTime = async <Answer>(
  timeout: Timeout,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> => {
  const signal = timeout(answerWithinMs);
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const giveUp = () =>
    reject(
      new CloudError({
        problem: "unavailable",
        operation: "DescribeUser",
        message: `Identity Store did not answer within ${answerWithinMs / 1000} seconds.`,
      }),
    );
  if (signal.aborted) giveUp();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([ask(signal), tooLate]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
};
