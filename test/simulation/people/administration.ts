import type { Chance } from "../chance.ts";
import { firstPolicies } from "../organisation/policies.ts";
import type { Rules, Truth } from "../organisation/truth.ts";
import type { ApiAnswer } from "../processes/api-process.ts";
import type { Simulation } from "../simulation.ts";
import type { Desk } from "./desk.ts";

const minuteMs = 60_000;

type Kind = "eligibility" | "approval";

/** An admin who narrows, deletes and restores policies, and changes settings: one thing at a time, each until Stint has answered. */
export const administer = (facts: { simulation: Simulation; desk: Desk; truth: Truth; chance: Chance }) => {
  const { simulation, desk, truth, chance } = facts;
  const { turns, organisation } = simulation;
  const { roles, accounts, people } = organisation;
  const first = firstPolicies(organisation);
  let isBusy = false;

  const call = (method: string, path: string, body?: unknown): Promise<ApiAnswer> =>
    desk.ask({ personId: people.ada, method, path, ...(body === undefined ? {} : { body }) });

  const isDone = ({ status }: ApiAnswer) => status >= 200 && status < 300;

  /** Brings it about that this policy is so, or is not there. What the last attempt did is looked at first. */
  const putPolicy = async (kind: Kind, name: string, wanted: object | undefined): Promise<boolean> => {
    const path = `/${kind}-policies`;
    const list = await call("GET", `${path}?limit=100`);
    if (!isDone(list)) return false;
    const there = list.json.items.find((one: { name: string }) => one.name === name);
    if (!wanted) return !there || isDone(await call("DELETE", `${path}/${there.id}`));
    return isDone(await (there ? call("PUT", `${path}/${there.id}`, wanted) : call("POST", path, wanted)));
  };

  /** From when it is tried on it may be so; from the answer on it surely is. */
  const bringAbout = async (value: Rules, attempt: () => Promise<boolean>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    const entry = { fromMs: turns.nowMs(), surelyFromMs: Number.POSITIVE_INFINITY, value };
    truth.rules.add(entry);
    while (!(await attempt())) await desk.pause(chance.between(1, 60) * 1_000);
    entry.surelyFromMs = turns.nowMs();
    isBusy = false;
  };

  const change = <K extends Kind>(kind: K, name: string, wanted: Rules[K][number] | undefined): Promise<void> => {
    const now = truth.rules.last();
    const others = (now[kind] as Rules[K][number][]).filter((one) => one.name !== name);
    const value = { ...now, [kind]: wanted ? [...others, wanted] : others };
    return bringAbout(value, () => putPolicy(kind, name, wanted));
  };

  const restore = (kind: Kind, name: string) => {
    const before = first[kind].find((one) => one.name === name);
    if (before && chance.happens(0.8))
      desk.at(turns.nowMs() + chance.between(2, 120) * minuteMs, "restore a policy", () => change(kind, name, before));
  };

  const changeEligibility = async () => {
    const before = chance.oneOf(first.eligibility);
    const narrowed = chance.oneOf([
      "deleted" as const,
      { ...before, permissionSetArns: [roles.read] },
      { ...before, scopes: [{ type: "account" as const, id: chance.oneOf([accounts.shop, accounts.trial]) }] },
      { ...before, maxDurationMinutes: 30 },
      { ...before, approvalRequired: !before.approvalRequired },
      { ...before, principals: [{ type: "user" as const, id: people.emil }] },
    ]);
    await change("eligibility", before.name, narrowed === "deleted" ? undefined : narrowed);
    restore("eligibility", before.name);
  };

  const changeApproval = async () => {
    const before = chance.oneOf(first.approval);
    const changed = chance.oneOf([
      "deleted" as const,
      { ...before, approvers: [{ type: "user" as const, id: people.luca }] },
      { ...before, approvalsNeeded: 3 - before.approvalsNeeded },
    ]);
    await change("approval", before.name, changed === "deleted" ? undefined : changed);
    restore("approval", before.name);
  };

  const changeSettings = async () => {
    const now = truth.rules.last();
    const settings = chance.happens(0.7)
      ? { ...now.settings, onLostEligibility: now.settings.onLostEligibility === "end" ? "warn" : "end" }
      : { ...now.settings, approvalWorkflow: !now.settings.approvalWorkflow };
    const value = { ...now, settings } as Rules;
    await bringAbout(value, async () => isDone(await call("PUT", "/settings", settings)));
  };

  return { change: () => chance.oneOf([changeEligibility, changeEligibility, changeApproval, changeSettings])() };
};
