import type { z } from "zod";
import type { auditFilters } from "../contract/audit-filters.ts";
import type { AuditFilter } from "../store/audit-search.ts";

type Asked = z.output<z.ZodObject<typeof auditFilters>>;
type State = NonNullable<Asked["state"]>[number];

/** Asking is what makes a request pending; every other state has the action that is named after it. */
const actionsInto = (state: State): string[] =>
  state === "pending" ? ["request.created"] : [`request.${state}`, `grant.${state}`];

const matches = (asked: string, action: string) => (asked.endsWith(".") ? action.startsWith(asked) : action === asked);

/** What the log is asked by, in the words of its query. */
export const auditFilter = ({ state, action, sort, ...asked }: Asked): AuditFilter => {
  const into = state?.flatMap(actionsInto);
  const actions =
    into && action ? into.filter((one) => action.some((wanted) => matches(wanted, one))) : (into ?? action);
  return { ...asked, actions, oldestFirst: sort === "at" };
};
