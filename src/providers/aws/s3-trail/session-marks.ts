import type { ActivitySubject } from "../../../core/activity-source.ts";

/**
 * What stands in every record of a session that is looked for: the beginning of its role's name and, if there are any, one of the words
 * for the person. Whatever lacks them need not be parsed; whatever has them is for core to judge.
 */
export type SessionMarks = { role: Buffer; person: readonly Buffer[] };

/** How Identity Center begins the name of every role it makes. */
const anyRole = "AWSReservedSSO_";

/** What no JSON writer writes otherwise; some escape an equals sign. */
const isPlain = (text: string) => /^[\w.@-]+$/.test(text);

export const anySession: SessionMarks = { role: Buffer.from(anyRole), person: [] };

export const marksOf = ({ permissionSetName, personId, userName }: ActivitySubject): SessionMarks => {
  const words = [personId, userName].filter((word) => word !== "");
  return {
    role: Buffer.from(isPlain(permissionSetName) ? `${anyRole}${permissionSetName}_` : anyRole),
    person: words.every(isPlain) ? words.map((word) => Buffer.from(word)) : [],
  };
};

export const hasMarks = (bytes: Buffer, { role, person }: SessionMarks): boolean =>
  bytes.includes(role) && (person.length === 0 || person.some((word) => bytes.includes(word)));
