import type { RequestInput, Role } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";

const startOf = ({ begins, date, time }: Draft): string | undefined => {
  if (begins === "now") return undefined;
  const at = new Date(`${date}T${time || "00:00"}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** Whether enough is typed that the server can judge it. */
const isComplete = (draft: Draft) =>
  draft.accounts.length > 0 && draft.roleArn !== undefined && (draft.begins === "now" || startOf(draft) !== undefined);

/** What would be sent; undefined while accounts, role or start are missing. */
export const formOf = (draft: Draft): RequestInput | undefined => {
  if (!isComplete(draft) || draft.roleArn === undefined) return undefined;
  const startsAt = startOf(draft);
  return {
    accountIds: draft.accounts.map(({ id }) => id),
    permissionSetArn: draft.roleArn,
    durationMinutes: draft.durationMinutes,
    ...(startsAt ? { startsAt } : {}),
    ...(draft.ticket.trim() ? { ticket: draft.ticket.trim() } : {}),
    ...(draft.justification.trim() ? { justification: draft.justification.trim() } : {}),
  };
};

/** The roles that can be asked for in every one of the accounts. */
export const sharedRoles = (accounts: Draft["accounts"]): Role[] => {
  const [first, ...others] = accounts;
  return (first?.permissionSets ?? []).filter((role) =>
    others.every(({ permissionSets }) => permissionSets.some(({ arn }) => arn === role.arn)),
  );
};
