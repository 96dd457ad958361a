import type { ActivitySubject } from "../../../core/activity-source.ts";
import { roleNamePattern, sessionNameEnd } from "./role-pattern.ts";
import { eventTimeAt, type Span } from "./spans.ts";
import { sqlLiteral } from "./sql-literal.ts";

/** A time of the type that `eventTime` has, as AWS's own examples write it: 2026-11-20 12:00:00. */
const timeLiteral = (second: number) => sqlLiteral(eventTimeAt(second).replace("T", " ").replace("Z", ""));

/** Control characters have no place in a query's text; no session name holds one. */
const isPlain = (text: string) => !/\p{C}/u.test(text);

/**
 * The records of one role, person and account in the span. CloudTrail Lake binds no values, so each stands in the text as a literal of SQL; the id
 * of the event data store is a UUID, which the configuration has checked.
 */
export const activityLakeStatement = (facts: { storeId: string; subject: ActivitySubject; span: Span }): string => {
  const { storeId, subject, span } = facts;
  const session = sessionNameEnd(subject);
  const person = `userIdentity.onBehalfOf.userId = ${sqlLiteral(subject.personId)} OR userIdentity.arn LIKE ${sqlLiteral(`%${session}`)}`;
  return [
    `SELECT eventJson FROM ${storeId} WHERE recipientAccountId = ${sqlLiteral(subject.accountId)}`,
    `eventTime >= ${timeLiteral(span.first)}`,
    `eventTime < ${timeLiteral(span.last + 1)}`,
    `userIdentity.sessionContext.sessionIssuer.userName LIKE ${sqlLiteral(roleNamePattern(subject))}`,
    ...(isPlain(session) ? [`(${person})`] : []),
  ].join(" AND ");
};

/** The time of the newest event in the span. */
export const newestLakeStatement = (facts: { storeId: string; span: Span }): string =>
  `SELECT max(eventTime) AS newest FROM ${facts.storeId} WHERE eventTime >= ${timeLiteral(facts.span.first)} AND eventTime < ${timeLiteral(facts.span.last + 1)}`;
