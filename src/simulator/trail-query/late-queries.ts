import { madeUuid } from "../made-id.ts";

export type QueryState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** What came of a query: its rows, or why there are none. */
export type Outcome<Row> = { rows: Row[] } | { failure: string };

export type LateQuery<Row> = {
  id: string;
  statement: string;
  submittedAt: Date;
  outcome: Promise<Outcome<Row>>;
  cancelledAt: Date | null;
};

export type LateQueries<Row> = {
  start(facts: {
    statement: string;
    now: Date;
    run(): Promise<Outcome<Row>>;
    failLateWith: string | null;
  }): LateQuery<Row>;
  find(id: string): LateQuery<Row> | undefined;
  stateOf(query: LateQuery<Row>, now: Date): Promise<QueryState>;
  underWay(now: Date): number;
  /** Stops it unless it is over; answers whether it did. */
  cancel(query: LateQuery<Row>, now: Date): boolean;
};

const queuedMs = 300;
const runningMs = 1_500;

/** Queries that take simulator time. They are forgotten when the simulator stops. */
export const lateQueries = <Row>(service: string): LateQueries<Row> => {
  const queries = new Map<string, LateQuery<Row>>();
  const elapsedMs = (query: LateQuery<Row>, now: Date) => now.getTime() - query.submittedAt.getTime();
  const isOver = (query: LateQuery<Row>, now: Date) => query.cancelledAt !== null || elapsedMs(query, now) >= runningMs;
  return {
    start({ statement, now, run, failLateWith }) {
      const id = madeUuid(service, String(queries.size), now.toISOString());
      const outcome = failLateWith === null ? run() : Promise.resolve({ failure: failLateWith });
      // Told to whoever looks at the query; without this it would be an error that nobody heard of.
      outcome.catch(() => undefined);
      const query: LateQuery<Row> = { id, statement, submittedAt: now, outcome, cancelledAt: null };
      queries.set(id, query);
      return query;
    },
    find: (id) => queries.get(id),
    async stateOf(query, now) {
      if (query.cancelledAt) return "CANCELLED";
      if (elapsedMs(query, now) < queuedMs) return "QUEUED";
      if (!isOver(query, now)) return "RUNNING";
      return "rows" in (await query.outcome) ? "SUCCEEDED" : "FAILED";
    },
    underWay: (now) => [...queries.values()].filter((query) => !isOver(query, now)).length,
    cancel(query, now) {
      if (isOver(query, now)) return false;
      query.cancelledAt = now;
      return true;
    },
  };
};

/** Rows from the token's place on; the token is good for that query only. Undefined when it is none of its tokens. */
export const pageOfAnswer = <Row>(
  query: LateQuery<Row>,
  facts: { rows: readonly Row[]; token: string | undefined; most: number },
): { rows: Row[]; next: string | undefined } | undefined => {
  const [id, place] =
    facts.token === undefined ? [query.id, "0"] : Buffer.from(facts.token, "base64url").toString().split("#");
  const start = Number(place);
  if (id !== query.id || !Number.isInteger(start)) return undefined;
  const end = start + facts.most;
  const next = end < facts.rows.length ? Buffer.from(`${query.id}#${end}`).toString("base64url") : undefined;
  return { rows: facts.rows.slice(start, end), next };
};
