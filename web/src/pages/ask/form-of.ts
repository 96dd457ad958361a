import type { EligibleAccount, RequestInput, Role } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";

/** The start that is asked for; undefined for at once, and while no date is chosen. What is extended may have ended meanwhile. */
export const startOf = ({ begins, after, date, time }: Draft, nowMs: number): string | undefined => {
  if (begins === "after") return after && Date.parse(after.endsAt) > nowMs ? after.endsAt : undefined;
  if (begins === "now") return undefined;
  const at = new Date(`${date}T${time || "00:00"}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** What would be sent; undefined while accounts, role or start are missing. */
export const formOf = (draft: Draft, nowMs: number): RequestInput | undefined => {
  const startsAt = startOf(draft, nowMs);
  if (draft.accounts.length === 0 || !draft.role || (draft.begins === "later" && !startsAt)) return undefined;
  return {
    accountIds: draft.accounts.map(({ id }) => id),
    permissionSetArn: draft.role.arn,
    durationMinutes: draft.durationMinutes,
    ...(startsAt ? { startsAt } : {}),
    ...(draft.ticket.trim() ? { ticket: draft.ticket.trim() } : {}),
    ...(draft.justification.trim() ? { justification: draft.justification.trim() } : {}),
  };
};

/** Whether they ask for the same access: who, where, when and for how long. Why does not count. */
export const askForTheSame = (one: RequestInput | undefined, other: RequestInput | undefined): boolean => {
  const what = (form: RequestInput | undefined) =>
    form && JSON.stringify([form.accountIds, form.permissionSetArn, form.durationMinutes, form.startsAt]);
  return what(one) === what(other);
};

/** The roles that can be asked for in every one of the accounts, each as strict as the strictest of them. */
export const sharedRoles = (accounts: readonly Pick<EligibleAccount, "permissionSets">[]): Role[] => {
  const [first, ...others] = accounts;
  return (first?.permissionSets ?? []).flatMap((role) => {
    const same = others.map(({ permissionSets }) => permissionSets.find(({ arn }) => arn === role.arn));
    const everywhere = [role, ...same].filter((one) => one !== undefined);
    if (everywhere.length < accounts.length) return [];
    return {
      ...role,
      approvalRequired: everywhere.some(({ approvalRequired }) => approvalRequired),
      maxDurationMinutes: Math.min(...everywhere.map(({ maxDurationMinutes }) => maxDurationMinutes)),
    };
  });
};
