import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecutionStatus,
  type Row,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import type { ActivityBatch, ActivitySource } from "../../../core/activity-source.ts";
import type { CloudProblem } from "../../../core/identity-center.ts";
import type { Scheduler } from "../../../core/time.ts";
import { call, present } from "../call.ts";
import { isHeader, recordOf } from "./athena-columns.ts";
import { activityStatement, newestStatement, type Statement, type TableName } from "./athena-statement.ts";
import { answerOf, type LateQuery, type QueryAnswer } from "./late-query.ts";
import { assertSubject } from "./role-pattern.ts";
import { piecesOf, spanOf } from "./spans.ts";

export type AthenaPlace = TableName & {
  workGroup: string;
  /** Where Athena writes answers; null: where the workgroup says. */
  outputLocation: string | null;
  /** The account Stint runs in: its own calls are recorded all the time, so its newest event tells whether the trail delivers. */
  ownAccountId: string;
};

type Facts = { client: AthenaClient; scheduler: Scheduler; place: AthenaPlace };
type Cells = (string | undefined)[];

const operation = "StartQueryExecution";
const secondsPerQuery = 31 * 24 * 60 * 60;
/** Asked often, and paid by the days it looks through: mostly one. */
const newestWithinSeconds = 3 * 60 * 60;

/** AWS's categories: 1 is its own fault, 2 the asker's, 3 something else (AthenaError). */
const problemOf = (status: QueryExecutionStatus): CloudProblem => {
  const { AthenaError: error } = status;
  return error?.Retryable || error?.ErrorCategory === 1 ? "unavailable" : "refused";
};

const cellsOf = (row: Row): Cells => row.Data?.map((datum) => datum.VarCharValue) ?? [];

const stateOf = (status: QueryExecutionStatus | undefined): "succeeded" | QueryAnswer<Cells> => {
  switch (status?.State) {
    case "SUCCEEDED":
      return "succeeded";
    case "FAILED":
    case "CANCELLED":
      return {
        state: "failed",
        problem: problemOf(status),
        reason: status.StateChangeReason ?? `Athena ended the query as ${status.State} and gave no reason.`,
      };
    default:
      return { state: "running" };
  }
};

/** The statement as Athena runs it; its rows are cells in the order of the columns, null as undefined. */
const runOf = ({ client, place }: Facts, statement: Statement): LateQuery<Cells> => ({
  operation,
  async start(abortSignal) {
    const input = {
      QueryString: statement.text,
      ExecutionParameters: statement.parameters,
      QueryExecutionContext: { Database: place.database },
      WorkGroup: place.workGroup,
      ...(place.outputLocation ? { ResultConfiguration: { OutputLocation: place.outputLocation } } : {}),
    };
    const answer = await call(operation, () => client.send(new StartQueryExecutionCommand(input), { abortSignal }));
    return present(answer.QueryExecutionId, operation, "a query id");
  },
  async look(QueryExecutionId, NextToken, abortSignal) {
    if (NextToken === undefined) {
      const answer = await call("GetQueryExecution", () =>
        client.send(new GetQueryExecutionCommand({ QueryExecutionId }), { abortSignal }),
      );
      const state = stateOf(answer.QueryExecution?.Status);
      if (state !== "succeeded") return state;
    }
    const input = { QueryExecutionId, NextToken, MaxResults: 1_000 };
    const page = await call("GetQueryResults", () => client.send(new GetQueryResultsCommand(input), { abortSignal }));
    const rows = (page.ResultSet?.Rows ?? []).map(cellsOf);
    return { state: "done", rows, next: page.NextToken };
  },
  async stop(QueryExecutionId, abortSignal) {
    await call("StopQueryExecution", () =>
      client.send(new StopQueryExecutionCommand({ QueryExecutionId }), { abortSignal }),
    );
  },
});

/** Reads the trail through a table in Athena (`stint activity athena-ddl` prints it), a month of the window a query. */
export const createAthenaSource = (facts: Facts): ActivitySource => {
  const { scheduler, place: name } = facts;
  return {
    kind: "athena",
    async *read({ subject, from, to }, signal): AsyncGenerator<ActivityBatch> {
      assertSubject(subject, operation);
      const pieces = piecesOf(spanOf({ from, to }), secondsPerQuery);
      const total = pieces.length;
      for (const [done, span] of pieces.entries()) {
        const statement = activityStatement({ name, subject, span });
        for await (const rows of answerOf(runOf(facts, statement), { scheduler, signal })) {
          const records = rows.filter((cells) => !isHeader(cells)).map(recordOf);
          yield { records, progress: { done, total } };
        }
      }
      yield { records: [], progress: { done: total, total } };
    },
    async newestDelivery(at, signal) {
      const now = Math.floor(at.getTime() / 1000);
      const statement = newestStatement({ name, accountId: name.ownAccountId, since: now - newestWithinSeconds, now });
      let newest: string | undefined;
      for await (const rows of answerOf(runOf(facts, statement), { scheduler, signal }))
        newest = rows.flat().findLast((cell) => cell !== undefined && cell !== "newest") ?? newest;
      return newest === undefined || Number.isNaN(Date.parse(newest)) ? null : new Date(newest);
    },
  };
};
