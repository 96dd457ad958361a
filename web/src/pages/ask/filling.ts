import { call } from "../../api/call.ts";
import type { AccessRequest, EligibleAccount, Grant, Page } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";

/** What the address fills the form with: a past request, a grant to go on with, or an account and a role by themselves. */
export type Source = { from?: string; extends?: string; account?: string; role?: string };

export const sourceKey = (source: Source): string | undefined => {
  const { from, account, role } = source;
  if (source.extends) return `extends ${source.extends}`;
  if (from) return `from ${from}`;
  return account ? `account ${account} ${role ?? ""}` : undefined;
};

const asked = (request: AccessRequest): Partial<Draft> => ({
  accounts: request.accounts,
  role: request.permissionSet,
  durationMinutes: request.durationMinutes,
  begins: "now",
  after: undefined,
  ticket: request.ticket ?? "",
  justification: request.justification ?? "",
});

const readRequest = (id: string) => call<AccessRequest>("GET", `/requests/${encodeURIComponent(id)}`);

const goingOn = async (grantId: string): Promise<Partial<Draft>> => {
  const grant = await call<Grant>("GET", `/grants/${encodeURIComponent(grantId)}`);
  const filled = { ...asked(await readRequest(grant.requestId)), accounts: [grant.account] };
  const what = `${grant.permissionSet.name} in ${grant.account.name}`;
  const isOver = grant.endedAt !== null || grant.state === "ending";
  if (isOver) return { ...filled, after: { what, endsAt: grant.endedAt ?? grant.endAskedAt ?? grant.endsAt } };
  return { ...filled, begins: "after", after: { what, endsAt: grant.endsAt } };
};

const named = async (ids: string, arn: string | undefined): Promise<Partial<Draft>> => {
  const query = { account: ids, limit: "100" };
  const { items } = await call<Page<EligibleAccount>>("GET", "/eligibility", { query });
  const role = items.flatMap(({ permissionSets }) => permissionSets).find((one) => one.arn === arn);
  const accounts = ids.split(",").map((id) => ({ id, name: items.find((one) => one.id === id)?.name ?? id }));
  return { accounts, role: role ?? (arn ? { arn, name: arn.split("/").at(-1) ?? arn } : undefined) };
};

/** Only what was asked: whether it can still be asked for is said by the form, which looks at each account and role anyway. */
export const readFilling = async (source: Source): Promise<Partial<Draft>> => {
  if (source.extends) return goingOn(source.extends);
  return source.from ? asked(await readRequest(source.from)) : named(source.account ?? "", source.role);
};
