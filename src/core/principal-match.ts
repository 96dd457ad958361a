import type { Principal } from "./policies.ts";

/** Whether one of the principals is this person, or a group they are in. A group's id named as a person names nobody. */
export const namesPerson = (
  principals: readonly Principal[],
  person: { id: string; groupIds: readonly string[] },
): boolean => principals.some(({ type, id }) => (type === "user" ? id === person.id : person.groupIds.includes(id)));
