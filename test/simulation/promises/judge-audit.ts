import type { Desk } from "../people/desk.ts";
import type { Ledger } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";

type Event = {
  at: string;
  seq: number;
  action: string;
  actor: { id: string | null };
  subject: { id: string };
  requestId: string | null;
  grantId: string | null;
  data: { before?: { state?: string }; after?: { state?: string } };
};

const say = (words: string, about: unknown): never => {
  throw new PromiseBroken(promises.audited, `${words}: ${JSON.stringify(about)}`);
};

const readAll = async (desk: Desk, personId: string): Promise<Event[]> => {
  const events: Event[] = [];
  let cursor: string | undefined;
  do {
    const path = `/audit-events?limit=200${cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await desk.ask({ personId, method: "GET", path });
    if (page.status !== 200) say("the audit log cannot be read", page);
    events.push(...page.json.items);
    cursor = page.json.nextCursor;
  } while (cursor !== undefined);
  return events.sort((one, other) => one.seq - other.seq);
};

type Shown = { state: string; atMs: number };

/** Whether these states were shown in the order in which the events tell of them, none before its event. */
const isTold = (shown: readonly Shown[], told: readonly Shown[], skewMs: number): boolean => {
  let next = 0;
  return shown.every(({ state, atMs }) => {
    while (next < told.length && told[next]?.state !== state) next += 1;
    const event = told[next];
    return event !== undefined && event.atMs <= atMs + skewMs;
  });
};

const judgeGrant = (shown: readonly Shown[], events: readonly Event[], skewMs: number): void => {
  const moves = events.filter(({ action, data }) => action === `grant.${data.after?.state}`);
  let before: string | undefined;
  for (const { data } of moves) {
    if (data.before?.state !== before) say("a transition of a grant without its event", { shown, events });
    before = data.after?.state;
  }
  const told = moves.map(({ at, data }) => ({ state: data.after?.state ?? "", atMs: Date.parse(at) }));
  if (!isTold(shown, told, skewMs)) say("a grant was shown in a state that no event tells of", { shown, events });
  if (shown.at(-1)?.state !== before) say("the last event of a grant is not where it is", { shown, events });
};

const closing = ["approved", "rejected", "cancelled", "expired"];

const judgeRequest = (shown: readonly Shown[], events: readonly Event[], skewMs: number): void => {
  const told = events.flatMap(({ action, at }): Shown[] => {
    const state = action === "request.created" ? "pending" : action.replace("request.", "");
    return [...closing, "pending"].includes(state) ? [{ state, atMs: Date.parse(at) }] : [];
  });
  if (told[0]?.state !== "pending") say("a request without the event of its sending", { shown, events });
  if (told.filter(({ state }) => state !== "pending").length > 1) say("a request was closed twice", { shown, events });
  if (!isTold(shown, told, skewMs)) say("a request was shown in a state that no event tells of", { shown, events });
};

/** Matches all that was shown and all that people were answered with the audit log, as an auditor reads it at the end. */
export const judgeAudit = async (facts: {
  desk: Desk;
  ledger: Ledger;
  auditorId: string;
  skewMs: number;
}): Promise<void> => {
  const { desk, ledger, skewMs } = facts;
  const events = await readAll(desk, facts.auditorId);
  for (const [grantId, shown] of ledger.shownGrants)
    judgeGrant(
      shown,
      events.filter((event) => event.grantId === grantId),
      skewMs,
    );
  for (const [requestId, shown] of ledger.shownRequests)
    judgeRequest(
      shown,
      events.filter((event) => event.requestId === requestId && event.grantId === null),
      skewMs,
    );

  const assertToldOf = (what: object, is: (event: Event) => boolean) => {
    if (!events.some(is)) say("accepted, and no event tells of it", what);
  };
  const accepted = <T extends { outcome: string }>(all: readonly T[]) =>
    all.filter(({ outcome }) => outcome === "accepted");
  for (const one of accepted(ledger.sendings))
    assertToldOf(
      one,
      ({ action, requestId, actor }) =>
        action === "request.created" && requestId === one.requestId && actor.id === one.requesterId,
    );
  const ofWord = { approve: ["request.approved", "request.approval-recorded"], reject: ["request.rejected"] };
  for (const one of accepted(ledger.words))
    assertToldOf(
      one,
      ({ action, requestId, actor }) =>
        requestId === one.requestId && actor.id === one.deciderId && ofWord[one.verdict].includes(action),
    );
  for (const one of accepted(ledger.endings))
    assertToldOf(
      one,
      ({ action, grantId, actor }) =>
        grantId === one.grantId && actor.id === one.enderId && ["grant.ending", "grant.ended"].includes(action),
    );
  for (const one of accepted(ledger.stops)) {
    const has = (name: string) => (event: Event) =>
      event.action === `emergency-stop.${name}` && event.subject.id === one.id;
    assertToldOf(one, has("asked"));
    assertToldOf(one, has("carried-out"));
    if (one.hold && one.liftedMs !== undefined) assertToldOf(one, has("lifted"));
  }
};
