import type { ActivitySubject } from "../../../core/activity-source.ts";
import { anyReservedRole, reservedRolePrefix } from "../../../core/reserved-role.ts";

/**
 * What stands in every record of a session that is looked for: the beginning of its role's name and, if there are any, one of the words
 * for the person. Whatever lacks them need not be parsed; whatever has them is for core to judge.
 */
export type SessionMarks = { role: Buffer; person: readonly Buffer[] };

/** What no JSON writer writes otherwise; some escape an equals sign. */
const isPlain = (text: string) => /^[\w.@-]+$/.test(text);

export const anySession: SessionMarks = { role: Buffer.from(anyReservedRole), person: [] };

export const marksOf = ({ permissionSetName, personId, userName }: ActivitySubject): SessionMarks => {
  const words = [personId, userName].filter((word) => word !== "");
  return {
    role: Buffer.from(isPlain(permissionSetName) ? reservedRolePrefix(permissionSetName) : anyReservedRole),
    person: words.every(isPlain) ? words.map((word) => Buffer.from(word)) : [],
  };
};

export const hasMarks = (bytes: Buffer, { role, person }: SessionMarks): boolean =>
  bytes.includes(role) && (person.length === 0 || person.some((word) => bytes.includes(word)));
