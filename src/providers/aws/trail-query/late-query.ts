import { CloudError, type CloudProblem } from "../../../core/identity-center.ts";
import { addMilliseconds } from "../../../core/time.ts";
import { patiently, type Waiting } from "./patiently.ts";

/** How a query stands when it is looked at. `next`: more rows follow, to be asked for with it. */
export type QueryAnswer<Row> =
  | { state: "running" }
  | { state: "failed"; problem: CloudProblem; reason: string }
  | { state: "done"; rows: Row[]; next: string | undefined };

/** A query of a service that takes it now and answers later. Each function throws `CloudError` only. */
export type LateQuery<Row> = {
  /** The name of the call that starts it. */
  operation: string;
  start(signal: AbortSignal): Promise<string>;
  look(id: string, next: string | undefined, signal: AbortSignal): Promise<QueryAnswer<Row>>;
  stop(id: string, signal: AbortSignal): Promise<void>;
};

type Page<Row> = Extract<QueryAnswer<Row>, { state: "done" }>;

const firstPauseMs = 500;
const longestPauseMs = 5_000;

/** Athena gives a query thirty minutes, Logs Insights and CloudTrail Lake an hour: later than that, no answer comes. */
const longestQueryMs = 60 * 60_000;

const stopWithinMs = 5_000;

const signOfLifeEveryMs = 60_000;

const failed = (problem: CloudProblem, operation: string, message: string) =>
  new CloudError({ problem, operation, message });

/** The first page, as soon as it is there. While there is none, a sign of life every minute. */
async function* firstPage<Row>(query: LateQuery<Row>, id: string, waiting: Waiting): AsyncGenerator<[], Page<Row>> {
  const { scheduler, signal } = waiting;
  const giveUpAt = addMilliseconds(scheduler.now(), longestQueryMs);
  let signOfLifeAt = addMilliseconds(scheduler.now(), signOfLifeEveryMs);
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const answer = await patiently(waiting, query.operation, () => query.look(id, undefined, signal));
    if (answer.state === "done") return answer;
    if (answer.state === "failed") throw failed(answer.problem, query.operation, answer.reason);
    const now = scheduler.now();
    if (now >= giveUpAt) throw failed("unavailable", query.operation, "The query was not answered within an hour.");
    if (now >= signOfLifeAt) {
      signOfLifeAt = addMilliseconds(now, signOfLifeEveryMs);
      yield [];
    }
    await scheduler.sleepUntil(addMilliseconds(now, pauseMs), signal);
  }
}

/**
 * The rows of the query's answer, page by page as they are asked for; no rows, now and then, while it is worked on, so that whoever reads shows
 * that it lives. Nobody is left waiting for ever: a query that fails, that takes more than an hour, or whose asker stops, throws, and does not
 * go on running where it costs money.
 */
export async function* answerOf<Row>(query: LateQuery<Row>, waiting: Waiting): AsyncGenerator<Row[]> {
  const { signal } = waiting;
  const id = await patiently(waiting, query.operation, () => query.start(signal));
  let page: Page<Row> | undefined;
  try {
    page = yield* firstPage(query, id, waiting);
  } finally {
    // Stopping one that is over is refused, and that refusal must not hide what went wrong.
    if (!page) await query.stop(id, AbortSignal.timeout(stopWithinMs)).catch(() => undefined);
  }
  yield page.rows;
  const seen = new Set<string>();
  for (let next = page.next; next !== undefined; ) {
    // The same token again would be read for ever.
    if (seen.has(next)) throw failed("unavailable", query.operation, "AWS answered without a new page token.");
    seen.add(next);
    const token = next;
    const answer = await patiently(waiting, query.operation, () => query.look(id, token, signal));
    if (answer.state !== "done")
      throw failed("unavailable", query.operation, "AWS broke off in the middle of an answer.");
    yield answer.rows;
    next = answer.next;
  }
}
