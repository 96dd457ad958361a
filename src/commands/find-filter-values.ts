import type { AccessRequest } from "../core/request.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import { findRequestPage } from "../store/request-page.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { type RequestViewName, requestViewOf } from "./request-view-of.ts";

export type FilterField = "requester" | "account" | "permissionSet";

/** `value` is what the list is asked by, `label` what a person calls it. */
export type FilterValue = { value: string; label: string };

/** This many of the newest requests are looked through: what a page may cost at most, however many requests there are. */
const lookedThrough = 200;

const mostOffered = 20;

const valuesIn = async (db: Db, requests: readonly AccessRequest[], field: FilterField): Promise<FilterValue[]> => {
  const distinct = (values: readonly string[]) => [...new Set(values)];
  switch (field) {
    case "requester": {
      const ids = distinct(requests.map(({ requesterId }) => requesterId));
      const names = new Map((await findPeople(db, ids)).map(({ id, displayName }) => [id, displayName]));
      return ids.map((id) => ({ value: id, label: names.get(id) || id }));
    }
    case "account": {
      const ids = distinct(requests.flatMap(({ accountIds }) => accountIds));
      const names = new Map((await findAccounts(db, ids)).map(({ id, name }) => [id, name]));
      return ids.map((id) => ({ value: id, label: names.get(id) || id }));
    }
    case "permissionSet": {
      const arns = distinct(requests.map(({ permissionSetArn }) => permissionSetArn));
      const names = new Map((await findPermissionSets(db, arns)).map(({ arn, name }) => [arn, name]));
      return arns.map((arn) => ({ value: arn, label: names.get(arn) ?? arn }));
    }
  }
};

/**
 * What occurs in the newest requests that the caller sees in this view, by name. Nothing is told that the requests themselves do not
 * tell them; that is why it is not the directory that is searched, which only admins and auditors may read.
 */
export const findFilterValues = async (
  ctx: CommandContext,
  facts: { caller: Caller; view: RequestViewName; field: FilterField; search: string },
): Promise<FilterValue[]> => {
  const { caller, view: name, field } = facts;
  const authority = await getAuthority(ctx.db, caller);
  const view = await requestViewOf(ctx.db, { authority, caller, name, now: ctx.clock.now() });
  const { items } = await findRequestPage(ctx.db, { view, limit: lookedThrough });
  const words = facts.search.toLowerCase();
  return (await valuesIn(ctx.db, items, field))
    .filter(({ value, label }) => [value, label].some((text) => text.toLowerCase().includes(words)))
    .sort((one, other) => one.label.localeCompare(other.label, "en") || (one.value < other.value ? -1 : 1))
    .slice(0, mostOffered);
};
