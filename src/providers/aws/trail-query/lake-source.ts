import {
  CancelQueryCommand,
  type CloudTrailClient,
  GetQueryResultsCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudtrail";
import type { ActivityBatch, ActivitySource } from "../../../core/activity-source.ts";
import type { Scheduler } from "../../../core/time.ts";
import { call, present } from "../call.ts";
import { activityLakeStatement, newestLakeStatement } from "./lake-statement.ts";
import { answerOf, type LateQuery } from "./late-query.ts";
import { assertSubject } from "./role-pattern.ts";
import { piecesOf, spanOf } from "./spans.ts";

export type EventDataStore = { id: string; ownerAccountId: string };

type Facts = { client: CloudTrailClient; scheduler: Scheduler; store: EventDataStore };

/** A row is a list of one-member objects, one for each column. */
type Row = Record<string, string>[];

const operation = "StartQuery";
const secondsPerQuery = 31 * 24 * 60 * 60;

const runOf = ({ client, store }: Facts, QueryStatement: string): LateQuery<Row> => {
  const owner = { EventDataStoreOwnerAccountId: store.ownerAccountId };
  return {
    operation,
    async start(abortSignal) {
      const command = new StartQueryCommand({ QueryStatement, ...owner });
      const answer = await call(operation, () => client.send(command, { abortSignal }));
      return present(answer.QueryId, operation, "a query id");
    },
    async look(QueryId, NextToken, abortSignal) {
      const input = { QueryId, MaxQueryResults: 1_000, ...(NextToken ? { NextToken } : {}), ...owner };
      const answer = await call("GetQueryResults", () =>
        client.send(new GetQueryResultsCommand(input), { abortSignal }),
      );
      switch (answer.QueryStatus) {
        case "FINISHED":
          return { state: "done", rows: answer.QueryResultRows ?? [], next: answer.NextToken };
        case "FAILED":
        case "CANCELLED":
        case "TIMED_OUT":
          return {
            state: "failed",
            problem: answer.QueryStatus === "FAILED" ? "refused" : "unavailable",
            reason: answer.ErrorMessage ?? `CloudTrail ended the query as ${answer.QueryStatus} and gave no reason.`,
          };
        default:
          return { state: "running" };
      }
    },
    async stop(QueryId, abortSignal) {
      await call("CancelQuery", () => client.send(new CancelQueryCommand({ QueryId, ...owner }), { abortSignal }));
    },
  };
};

/** The value of that column; names come back in AWS's spelling or in that of the query. */
const columnOf = (row: Row, name: string) =>
  row.flatMap((cell) => Object.entries(cell)).find(([column]) => column.toLowerCase() === name)?.[1];

const recordOf = (row: Row): unknown => {
  const text = columnOf(row, "eventjson");
  try {
    return JSON.parse(text ?? "");
  } catch {
    return text;
  }
};

/** A time of SQL, in UTC though it does not say so: 2026-11-20 12:00:00.000. */
const timeOf = (text: string | undefined): Date | null => {
  const at = new Date(`${(text ?? "").slice(0, 19).replace(" ", "T")}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
};

/** Reads an event data store of CloudTrail Lake, for those who have one, a month of the window a query. */
export const createLakeSource = (facts: Facts): ActivitySource => {
  const { scheduler, store } = facts;
  return {
    kind: "cloudtrail-lake",
    async *read({ subject, from, to }, signal): AsyncGenerator<ActivityBatch> {
      assertSubject(subject, operation);
      const pieces = piecesOf(spanOf({ from, to }), secondsPerQuery);
      const total = pieces.length;
      for (const [done, span] of pieces.entries()) {
        const statement = activityLakeStatement({ storeId: store.id, subject, span });
        for await (const rows of answerOf(runOf(facts, statement), { scheduler, signal }))
          yield { records: rows.map(recordOf), progress: { done, total } };
      }
      yield { records: [], progress: { done: total, total } };
    },
    async newestDelivery(at, signal) {
      const last = Math.floor(at.getTime() / 1000);
      for (const hours of [1, 24]) {
        const span = { first: last - hours * 60 * 60, last };
        const statement = newestLakeStatement({ storeId: store.id, span });
        const answer = answerOf(runOf(facts, statement), { scheduler, signal });
        for await (const [row] of answer) {
          const newest = row ? timeOf(columnOf(row, "newest")) : null;
          if (newest) return newest;
        }
      }
      return null;
    },
  };
};
