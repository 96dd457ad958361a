import type { ActivitySubject } from "../../../core/activity-source.ts";
import { selectedColumns } from "./athena-columns.ts";
import { roleNamePattern, sessionNameEnd } from "./role-pattern.ts";
import { eventTimeAt, type Span } from "./spans.ts";
import { sqlLiteral } from "./sql-literal.ts";

/** A statement and what is bound to its question marks, in their order. */
export type Statement = { text: string; parameters: string[] };

export type TableName = { database: string; table: string };

/** Names come from the configuration, which refuses all but letters, digits and underscores. */
const quoted = ({ database, table }: TableName) => `"${database}"."${table}"`;

/**
 * A file lies under the day on which it was delivered: what happened before midnight may lie under the day after. CloudTrail promises no
 * longest delay; events later than this are delivered with their file days after and are left out.
 */
const latestDeliverySeconds = 6 * 60 * 60;

/** The day as the table's partitions name it: 2026/11/20. */
const dayOf = (second: number) => eventTimeAt(second).slice(0, 10).replaceAll("-", "/");

/**
 * Athena takes each parameter for an expression, not for a value: a string needs its own quotes, and a quote in it is written twice
 * (https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html).
 */
const bound = (values: readonly string[]): string[] => values.map(sqlLiteral);

/** The records of one role, person and account in the span. Times are text in the table; CloudTrail's form sorts as it reads. */
export const activityStatement = (facts: { name: TableName; subject: ActivitySubject; span: Span }): Statement => {
  const { name, subject, span } = facts;
  return {
    text: `SELECT ${selectedColumns.join(", ")}
FROM ${quoted(name)}
WHERE account = ? AND day >= ? AND day <= ?
AND recipientaccountid = ? AND eventtime >= ? AND eventtime <= ?
AND useridentity.sessioncontext.sessionissuer.username LIKE ?
AND (useridentity.onbehalfof.userid = ? OR useridentity.arn LIKE ?)`,
    parameters: bound([
      subject.accountId,
      dayOf(span.first),
      dayOf(span.last + latestDeliverySeconds),
      subject.accountId,
      eventTimeAt(span.first),
      eventTimeAt(span.last),
      roleNamePattern(subject),
      subject.personId,
      `%${sessionNameEnd(subject)}`,
    ]),
  };
};

/** The time of the newest event of that account delivered since the second. */
export const newestStatement = (facts: {
  name: TableName;
  accountId: string;
  since: number;
  now: number;
}): Statement => ({
  text: `SELECT max(eventtime) AS newest FROM ${quoted(facts.name)} WHERE account = ? AND day >= ? AND day <= ?`,
  parameters: bound([facts.accountId, dayOf(facts.since), dayOf(facts.now)]),
});
