import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { startVirtualEngine, type VirtualEngine } from "../virtual-engine.ts";
import { type Act, lives } from "./acts.ts";
import { laws } from "./laws.ts";
import { type LifeWorld, openLifeWorld, type Seen } from "./life-world.ts";

let v: VirtualEngine;
let world: LifeWorld;
before(async () => {
  v = await startVirtualEngine();
  world = await openLifeWorld(v);
});
after(() => v.stop());

/** AWS makes, removes and confirms within some seconds. */
const slackMs = 30_000;

type Span = { from: number; until: number };

/** Until when a grant may have wanted its access. */
const wantedUntil = ({ endsAt, endAskedAt }: Seen["grants"][number]) =>
  Math.min(endsAt.getTime(), endAskedAt?.getTime() ?? Number.POSITIVE_INFINITY);

/** What AWS itself held lies in windows that were decided; it may outlast them only while nobody was at work. */
const assertAccessWasDecided = async (seen: Seen, facts: { begunAt: Date; absences: Span[] }) => {
  for (const key of new Map(seen.grants.map((one) => [`${one.personId} ${one.accountId}`, one])).values()) {
    const own = seen.grants.filter((one) => one.personId === key.personId && one.accountId === key.accountId);
    for (const { beganAt, ceasedAt } of await v.existed(key)) {
      const [from, until] = [Date.parse(beganAt), ceasedAt === null ? seen.at.getTime() : Date.parse(ceasedAt)];
      if (from < facts.begunAt.getTime()) continue;
      assert.ok(
        own.some((one) => one.startsAt.getTime() <= from && from <= wantedUntil(one) + slackMs),
        `access began at ${beganAt}, in no window`,
      );
      const latest = Math.max(...own.filter((one) => one.startsAt.getTime() <= until).map(wantedUntil));
      const wasAway = facts.absences.some((one) => one.from <= latest + slackMs && latest <= one.until);
      assert.ok(
        wasAway || until <= latest + slackMs,
        `access lasted until ${ceasedAt}, its window was over at ${latest}`,
      );
    }
  }
};

const live = async (acts: Act[], did: Map<string, number>) => {
  const begunAt = v.now();
  const absences: Span[] = [];
  world.forget();
  let before = await world.look();
  for (const act of acts) {
    const from = v.now().getTime();
    const outcome = await world.attempt(act);
    did.set(`${act.do} ${outcome}`, (did.get(`${act.do} ${outcome}`) ?? 0) + 1);
    if (act.do === "nobody-works") absences.push({ from, until: v.now().getTime() + slackMs });
    const after = await world.look();
    for (const law of laws) law(before, after);
    before = after;
  }
  await world.attempt({ do: "pass", minutes: 12 * 60 });
  const last = await world.look();
  for (const law of laws) law(before, last);
  await assertAccessWasDecided(last, { begunAt, absences });
  for (const { state } of last.grants)
    assert.ok(state === "ended" || state === "failed", `a grant is ${state} for ever`);
  for (const { state } of last.requests) assert.notEqual(state, "pending");
  for (const grant of last.grants) assert.equal(await v.held(grant), false, "AWS still holds what nobody wants");
};

test("whatever people try and however time passes: no way back from an end, no access without a decision, no window that grows", async () => {
  const did = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lives, (acts) => live(acts, did)),
    { numRuns: 20, seed: 2_026, endOnFailure: true },
  );
  // A run in which nothing was ever done, or nothing ever refused, would prove nothing.
  for (const name of ["ask", "approve", "reject", "cancel", "end"])
    for (const outcome of ["done", "refused"])
      assert.ok(
        (did.get(`${name} ${outcome}`) ?? 0) >= 1,
        `${name} was ${outcome} ${did.get(`${name} ${outcome}`) ?? 0} times`,
      );
});
