import { keepDocument, readDocument } from "../kept-document.ts";
import { madeFraction, madeHex } from "../made-id.ts";
import type { World } from "../world.ts";

export type InstanceState = "pending" | "running" | "stopping" | "stopped";
type Wish = { state: "pending" | "stopping"; since: string };

export type Instance = { id: string; name: string; accountId: string; type: string; privateIp: string };

export const stateCodes: Record<InstanceState, number> = { pending: 0, running: 16, stopping: 64, stopped: 80 };

const names = ["app-1", "app-2", "batch"];
const takesMs = { pending: 10_000, stopping: 20_000 } as const;
const document = "ec2-instances";

const wishes = (world: World) => readDocument<Record<string, Wish>>(world, document, {});

/** The instances of an account, all in the Region of the organisation; the same every time. */
export const instancesOf = (world: World, accountId: string, region: string): Instance[] => {
  const account = world.accounts.get(accountId);
  if (!account || region !== world.ids.region) return [];
  return names.map((name) => ({
    id: `i-${madeHex(17, world.ids.seed, "instance", accountId, name)}`,
    name: `${account.name}-${name}`,
    accountId,
    type: name === "batch" ? "c7g.large" : "t4g.small",
    privateIp: `10.${Math.floor(madeFraction(accountId) * 200)}.0.${10 + names.indexOf(name)}`,
  }));
};

/** What the instance does now: they run from the start, and take seconds to start and to stop. */
export const stateOf = (world: World, id: string, now: Date): InstanceState => {
  const all = wishes(world);
  const wish = Object.hasOwn(all, id) ? all[id] : undefined;
  if (!wish) return "running";
  const isDone = now.getTime() - Date.parse(wish.since) >= takesMs[wish.state];
  if (!isDone) return wish.state;
  return wish.state === "pending" ? "running" : "stopped";
};

export const wish = (world: World, id: string, state: Wish["state"], now: Date): void =>
  keepDocument(world, document, { ...wishes(world), [id]: { state, since: now.toISOString() } });
