import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { ActivityBatch, ActivitySource } from "../../../core/activity-source.ts";
import { CloudError } from "../../../core/identity-center.ts";
import type { Scheduler } from "../../../core/time.ts";
import { call, present } from "../call.ts";
import { activityInsight } from "./insights-statement.ts";
import { answerOf, type LateQuery } from "./late-query.ts";
import { newestIngestion } from "./newest-ingestion.ts";
import { assertSubject } from "./role-pattern.ts";
import { halvesOf, piecesOf, type Span, spanOf } from "./spans.ts";

type Facts = {
  client: CloudWatchLogsClient;
  scheduler: Scheduler;
  /** Its name, or its ARN when it is in another account that shares it with this one. */
  logGroup: string;
  /** As many as Logs Insights gives at once; tests take fewer. */
  mostRows?: number;
};

const operation = "StartQuery";
const mostRowsAtOnce = 10_000;
/** For a second that holds more than `mostRowsAtOnce`: the most that can be asked for, page by page. */
const mostRowsInAll = 100_000;
const secondsPerQuery = 24 * 60 * 60;

/** AWS does not say whether a record is filed under the time of its event or of its delivery, so both are looked at. */
const latestDeliverySeconds = 2 * 60 * 60;

type Asked = { text: string; span: Span; limit: number };
type Fields = ResultField[];

/** Too many queries at once is told as a limit of the account that was reached. */
const asThrottled = (error: CloudError): CloudError =>
  error.cause instanceof Error && error.cause.name === "LimitExceededException"
    ? new CloudError({ problem: "throttled", operation, message: error.message, cause: error.cause })
    : error;

const groupOf = (logGroup: string) =>
  logGroup.startsWith("arn:") ? { logGroupIdentifiers: [logGroup] } : { logGroupName: logGroup };

const runOf = ({ client, logGroup }: Facts, { text, span, limit }: Asked): LateQuery<Fields> => ({
  operation,
  async start(abortSignal) {
    const command = new StartQueryCommand({
      ...groupOf(logGroup),
      startTime: span.first,
      endTime: span.last,
      queryString: text,
      limit,
    });
    const answer = await call(operation, () => client.send(command, { abortSignal })).catch((error: CloudError) => {
      throw asThrottled(error);
    });
    return present(answer.queryId, operation, "a query id");
  },
  async look(queryId, nextToken, abortSignal) {
    const answer = await call("GetQueryResults", () =>
      client.send(new GetQueryResultsCommand({ queryId, ...(nextToken ? { nextToken } : {}) }), { abortSignal }),
    );
    switch (answer.status) {
      case "Complete":
        return { state: "done", rows: answer.results ?? [], next: answer.nextToken };
      case "Failed":
      case "Cancelled":
      case "Timeout":
        return {
          state: "failed",
          problem: answer.status === "Failed" ? "refused" : "unavailable",
          reason: `CloudWatch Logs ended the query as ${answer.status}.`,
        };
      default:
        return { state: "running" };
    }
  },
  async stop(queryId, abortSignal) {
    await call("StopQuery", () => client.send(new StopQueryCommand({ queryId }), { abortSignal }));
  },
});

/** The value of that field in the row. */
const fieldOf = (row: Fields, name: string) => row.find((one) => one.field === name)?.value;

/** The record; a message that was cut off is handed on as the text it is, to be counted where records are read. */
const recordOf = (row: Fields): unknown => {
  const message = fieldOf(row, "@message");
  try {
    return JSON.parse(message ?? "");
  } catch {
    return message;
  }
};

/** Reads the log group that the trail also writes to, a day of the window a query, halved as often as an answer comes back full. */
export const createInsightsSource = (facts: Facts): ActivitySource => {
  const { scheduler, mostRows = mostRowsAtOnce } = facts;

  return {
    kind: "cloudwatch-logs",
    async *read({ subject, from, to }, signal): AsyncGenerator<ActivityBatch> {
      assertSubject(subject, operation);
      const text = activityInsight(subject);
      const { first, last } = spanOf({ from, to });
      const spans = first > last ? [] : piecesOf({ first, last: last + latestDeliverySeconds }, secondsPerQuery);
      if (spans.length === 0) yield { records: [], progress: { done: 0, total: 0 } };
      for (let done = 0, span = spans.shift(); span; span = spans.shift()) {
        const halves = halvesOf(span);
        const asked = { text, span, limit: halves ? mostRows : mostRowsInAll };
        let rows = 0;
        for await (const page of answerOf(runOf(facts, asked), { scheduler, signal })) {
          rows += page.length;
          // Ten thousand records can be gigabytes: each page is handed over as it comes, and comes again where the answer is halved.
          yield { records: page.map(recordOf), progress: { done, total: done + spans.length + 1 } };
        }
        done += 1;
        // A full answer is not the whole answer.
        if (halves && rows >= mostRows) spans.unshift(...halves);
        yield { records: [], progress: { done, total: done + spans.length } };
      }
    },
    newestDelivery: (at, signal) => newestIngestion(facts, { at, signal }),
  };
};
