import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { PersonOverHttp } from "../person-over-http.ts";
import type { Chance } from "./chance.ts";
import type { Deployment } from "./deployment.ts";
import type { Wish } from "./people.ts";
import type { StubbornAnswer, StubbornClient } from "./stubborn-client.ts";

/** What the clients were told of one access, and may rely on from then on. */
export type Told = {
  key: string;
  requestId: string;
  grantId: string;
  wish: Wish;
  /** Which end the clients were told that it has: the one by time, or the one that was asked for. */
  endsBy: "time" | "asking";
  endToldAt: number;
};

class Unexpected extends Error {}

const shown = ({ status, body }: StubbornAnswer) => `${status} ${JSON.stringify(body).slice(0, 300)}`;

/** Only who asked before may be told that it is done already. */
const assertDone = (what: string, answer: StubbornAnswer) => {
  const isDone = answer.status === 200 || (answer.tries > 1 && answer.status === 409);
  if (!isDone) throw new Unexpected(`${what}, at try ${answer.tries}: ${shown(answer)}`);
};

type Facts = {
  deployment: Deployment;
  client: StubbornClient;
  chance: Chance;
  asker: PersonOverHttp;
  approver: PersonOverHttp;
  /** How soon after its start access ends by itself, at the least and at the most. */
  windowMs: readonly [number, number];
};

/** Sent again after its answer, with the same key, it must bring the same request. */
const send = async ({ client, chance, asker }: Facts, wish: Wish, key: string) => {
  const call = {
    ...{ method: "POST" as const, path: "/requests", idempotencyKey: key },
    body: {
      ...{ accountIds: [wish.accountId], permissionSetArn: wish.permissionSetArn },
      ...{ durationMinutes: 15, justification: key },
    },
  };
  const first = await client(asker, call);
  if (first.status !== 201 && !(first.tries > 1 && first.status === 200))
    throw new Unexpected(`sending, at try ${first.tries}: ${shown(first)}`);
  if (chance.next() < 0.2) {
    const again = await client(asker, call);
    if (again.status !== 200 || again.body.id !== first.body.id) throw new Unexpected(`sent again: ${shown(again)}`);
  }
  return String(first.body.id);
};

const approve = async ({ client, approver }: Facts, requestId: string) =>
  assertDone("approving", await client(approver, { method: "POST", path: `/requests/${requestId}/approve`, body: {} }));

const findGrantId = async ({ client, asker }: Facts, requestId: string) => {
  const seen = await client(asker, { method: "GET", path: `/requests/${requestId}` });
  const id = seen.body.grants?.[0]?.id;
  if (!id) throw new Unexpected(`approved, and without a grant: ${shown(seen)}`);
  return String(id);
};

/** Fifteen minutes are the least that can be asked for. The database lets a window shrink, so the test has it end within seconds. */
const shorten = async ({ deployment, chance, windowMs }: Facts, grantId: string) => {
  const endsAt = new Date(Date.now() + chance.between(...windowMs));
  await deployment.ask(
    `update grants set ends_at = greatest(starts_at + interval '1 millisecond', $2)
     where id = $1 and ends_at > $2 and state in ('scheduled', 'activating', 'active')`,
    [grantId, endsAt],
  );
};

const end = async ({ client, chance, asker }: Facts, grantId: string) => {
  await pause(chance.between(500, 8_000));
  assertDone("ending", await client(asker, { method: "POST", path: `/grants/${grantId}/end`, body: {} }));
};

/** Asks for one access, has it approved where that is needed, and brings its end about; answers what everybody was told. */
export const haveAccess = async (facts: Facts, wish: Wish): Promise<Told> => {
  const key = randomUUID();
  const requestId = await send(facts, wish, key);
  if (wish.needsApproval) await approve(facts, requestId);
  const grantId = await findGrantId(facts, requestId);
  const endsBy = facts.chance.next() < 0.5 ? "time" : "asking";
  await (endsBy === "time" ? shorten(facts, grantId) : end(facts, grantId));
  return { key, requestId, grantId, wish, endsBy, endToldAt: Date.now() };
};
