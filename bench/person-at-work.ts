import { consolePace, gathered } from "../web/src/api/gathered.ts";
import type { Call } from "./measured-calls.ts";
import type { Part } from "./people-organisation.ts";

/** A path, and the name its figures stand under where that is not the path itself. */
type Read = [path: string, name?: string];

/** How long somebody reads before the next thing they do. Nobody is as quick as the eager ones: they try what is past a busy morning. */
const thinking = {
  office: { leastMs: 5_000, mostMs: 45_000 },
  eager: { leastMs: 1_000, mostMs: 5_000 },
};

export type Haste = keyof typeof thinking;

/** What the console reads again when access moved; the rest of its page stays as it is. */
const movesWithAccess = /^\/(?:me$|requests|grants|system|audit-events)/;

const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(Math.random() * all.length)];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the console reads for its first page. */
const home: Read[] = [
  ["/me"],
  ["/me/favourites"],
  ["/grants?view=mine&state=scheduled,activating,active,ending&sort=endsAt&limit=50", "/grants mine"],
  ["/requests?view=to-decide&limit=10", "/requests to-decide"],
  ["/requests?view=mine&state=pending&limit=10", "/requests mine"],
  ["/requests?view=mine&state=approved,rejected,cancelled,expired&limit=6", "/requests mine"],
];

const ofEverybody = ["mine", "decided", "in-my-scope"];

/**
 * One person with the console open: looks at a page, reads it, does the next thing; and reads what moved on it again when the line for
 * events says so, as the console does in a window that is seen.
 */
export const personAtWork = (facts: { call: Call; part: Part; accountNames: readonly string[]; haste: Haste }) => {
  const { call, part, accountNames } = facts;
  const think = thinking[facts.haste];
  let page: Read[] = home;
  let readNow: Promise<unknown> = Promise.resolve();
  let isGone = false;

  const read = ([path, name = path]: Read) => call(`GET ${name}`, { path });
  const readAll = (reads: Read[]) => {
    const answers = Promise.all(reads.map(read));
    readNow = answers;
    return answers;
  };
  const open = (reads: Read[]) => {
    page = reads;
    return readAll(reads);
  };
  const moved = gathered<"access">({
    ...consolePace,
    isSeen: () => true,
    act: () => void readAll(page.filter(([path]) => movesWithAccess.test(path))),
  });
  const list = async (path: string, name: string) => {
    const [first] = await open([[path, name], ["/me"]]);
    const nextCursor = first?.body.nextCursor;
    if (nextCursor) await read([`${path}&cursor=${encodeURIComponent(nextCursor)}`, name]);
  };
  const openRequest = (id: string) =>
    open([
      [`/requests/${id}`, "/requests/{id}"],
      [`/requests/${id}/timeline`, "/requests/{id}/timeline"],
    ]);
  const search = () => read([`/eligibility?search=${pick(accountNames)}&limit=50`, "/eligibility search"]);

  const ask = async () => {
    const found = await search();
    const all = found.body.items?.length ? found : await read(["/eligibility?limit=50", "/eligibility all"]);
    const account = pick<{ id: string; permissionSets: { arn: string }[] }>(all.body.items ?? []);
    const role = pick(account?.permissionSets ?? []);
    if (!account || !role) return;
    const body = {
      ...{ accountIds: [account.id], permissionSetArn: role.arn },
      ...{ durationMinutes: 30, justification: "To look at what happened last night" },
    };
    const preview = await call("POST /requests/preview", { body });
    if (!preview.body.abilities?.send) return;
    const sent = await call("POST /requests", { body });
    if (sent.status === 201) await openRequest(sent.body.id);
  };
  const decide = async () => {
    const waiting = await read(["/requests?view=to-decide&limit=50", "/requests to-decide"]);
    const request = pick<{ id: string; abilities: { approve: boolean } }>(waiting.body.items ?? []);
    if (!request?.abilities.approve) return;
    await openRequest(request.id);
    const verb = Math.random() < 0.85 ? "approve" : "reject";
    await call(`POST /requests/{id}/${verb}`, { path: `/requests/${request.id}/${verb}`, body: { comment: "Seen" } });
  };
  const end = async () => {
    const held = await read(["/grants?view=mine&state=active&limit=50", "/grants mine"]);
    const grant = pick<{ id: string; abilities: { end: boolean } }>(held.body.items ?? []);
    if (grant?.abilities.end) await call("POST /grants/{id}/end", { path: `/grants/${grant.id}/end`, body: {} });
  };
  const look = async () => {
    const mine = await read(["/requests?view=mine&limit=50", "/requests mine"]);
    const request = pick<{ id: string }>(mine.body.items ?? []);
    if (request) await openRequest(request.id);
  };
  const lists = () => {
    const view = pick(ofEverybody) ?? "mine";
    return Math.random() < 0.5
      ? list(`/requests?view=${view}&limit=50`, `/requests ${view}`)
      : list("/grants?limit=50", "/grants all I see");
  };
  const audit = async () => {
    await list("/audit-events?limit=50", "/audit-events");
    await read(["/audit-events?action=request.created&limit=50", "/audit-events of one action"]);
    await list("/requests?view=all&limit=50", "/requests all");
    if (Math.random() < 0.1) await read(["/audit-events.csv"]);
  };
  const administer = () =>
    open([
      ["/system"],
      ["/settings"],
      ["/eligibility-policies?limit=50", "/eligibility-policies"],
      [`/directory/users?search=user-${Math.ceil(Math.random() * 999)}`, "/directory/users search"],
    ]);

  const habits: [weight: number, does: () => Promise<unknown>][] = [
    [30, () => open(home)],
    [20, lists],
    [15, look],
    [15, search],
    [2, ask],
    [2, end],
    ...(part === "lead" ? [[40, decide] as [number, typeof decide]] : []),
    ...(part === "auditor" ? [[80, audit] as [number, typeof audit]] : []),
    ...(part === "admin" ? [[80, administer] as [number, typeof administer]] : []),
  ];
  const all = habits.reduce((sum, [weight]) => sum + weight, 0);
  const next = () => {
    let left = Math.random() * all;
    return habits.find(([weight]) => {
      left -= weight;
      return left < 0;
    })?.[1];
  };

  return {
    /** Something moved on the page that is open. */
    told: () => {
      if (!isGone) moved.say("access");
    },
    workUntil: async (at: number) => {
      const thinks = () => think.leastMs + Math.random() * (think.mostMs - think.leastMs);
      await pause(Math.random() * think.mostMs);
      while (Date.now() < at) {
        await next()?.();
        await pause(thinks());
      }
      isGone = true;
      moved.stop();
      await readNow;
    },
  };
};
