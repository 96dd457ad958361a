import type { Chance } from "../chance.ts";
import { firstPolicies } from "../organisation/policies.ts";
import type { DriftSettings, Rules, Truth } from "../organisation/truth.ts";
import type { ApiAnswer } from "../processes/api-process.ts";
import type { Simulation } from "../simulation.ts";
import type { Desk } from "./desk.ts";
import { type Outcome, outcomeOf } from "./ledger.ts";

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

  /** Brings it about that this policy is so, or is not there. What the last attempt did is looked at first. */
  const putPolicy = async (kind: Kind, name: string, wanted: object | undefined): Promise<Outcome> => {
    const path = `/${kind}-policies`;
    const list = await call("GET", `${path}?limit=100`);
    if (outcomeOf(list) !== "accepted") return "unknown";
    const there = list.json.items.find((one: { name: string }) => one.name === name);
    if (!wanted && !there) return "accepted";
    if (!wanted) return outcomeOf(await call("DELETE", `${path}/${there.id}`));
    return outcomeOf(await (there ? call("PUT", `${path}/${there.id}`, wanted) : call("POST", path, wanted)));
  };

  /**
   * From when it is tried on it may be so; from the answer on it surely is. What is refused, as when it names what is gone, may have been
   * done by an attempt that nobody answered.
   */
  const bringAbout = async (value: Rules, attempt: () => Promise<Outcome>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    const before = truth.rules.last();
    const entry = { fromMs: turns.nowMs(), surelyFromMs: Number.POSITIVE_INFINITY, value };
    truth.rules.add(entry);
    let outcome = await attempt();
    for (; outcome === "unknown"; outcome = await attempt()) await desk.pause(chance.between(1, 60) * 1_000);
    if (outcome === "accepted") entry.surelyFromMs = turns.nowMs();
    else truth.rules.add({ ...entry, value: before });
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

  const putSettings = (settings: Rules["settings"]) =>
    bringAbout({ ...truth.rules.last(), settings }, async () => outcomeOf(await call("PUT", "/settings", settings)));

  const driftByChance = (): DriftSettings => ({
    onMissingAssignment: chance.oneOf(["end", "put-back"]),
    temporaryOnlyPermissionSetArns: chance.oneOf([[], [roles.admin], [roles.read], Object.values(roles)]),
    onForeignAssignment: chance.oneOf(["report", "remove", "remove"]),
    foreignRemovalsPerDay: chance.oneOf([1, 2, 5]),
  });

  /** What becomes of what others did to assignments. */
  const changeDrift = (to: DriftSettings = driftByChance()) => putSettings({ ...truth.rules.last().settings, ...to });

  const changeSettings = () => {
    const now = truth.rules.last();
    const settings = chance.happens(0.7)
      ? { ...now.settings, onLostEligibility: now.settings.onLostEligibility === "end" ? "warn" : "end" }
      : { ...now.settings, approvalWorkflow: !now.settings.approvalWorkflow };
    return putSettings(settings as Rules["settings"]);
  };

  return {
    changeDrift,
    change: () => chance.oneOf([changeEligibility, changeEligibility, changeApproval, changeSettings])(),
  };
};
