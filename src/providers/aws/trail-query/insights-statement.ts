import type { ActivitySubject } from "../../../core/activity-source.ts";
import { reservedRolePrefix } from "../../../core/reserved-role.ts";
import { sessionNameEnd } from "./role-pattern.ts";

/**
 * What can stand between double quotes as it is. How Logs Insights takes a backslash or a quote in a string is not documented, so a text that holds one
 * is never put into a query.
 */
const isPlain = (text: string) => /^[^"\\\p{C}]+$/u.test(text);

/**
 * The records of one role, person and account. A user name that cannot be written safely is left to the reader of the answer: more records come,
 * none is missed. The account is looked for in two places, because Logs Insights finds only the first so many fields of a long record, and
 * `recipientAccountId` stands at its end.
 */
export const activityInsight = (subject: ActivitySubject): string => {
  const { accountId, personId, userName } = subject;
  const session = sessionNameEnd(subject);
  const byId = `userIdentity.onBehalfOf.userId = "${personId}"`;
  // Here a part of the text is enough, and every session has a slash in it.
  const person = userName === "" ? byId : `${byId} or userIdentity.arn like "${session}"`;
  return [
    "fields @message",
    `filter userIdentity.accountId = "${accountId}" or recipientAccountId = "${accountId}"`,
    `filter userIdentity.sessionContext.sessionIssuer.userName like "${reservedRolePrefix(subject.permissionSetName)}"`,
    ...(isPlain(session) ? [`filter ${person}`] : []),
  ].join("\n| ");
};
