import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type AssignmentState,
  decideStep,
  intend,
  isSettledAbsent,
  learn,
  learnLate,
  type Outcome,
  release,
  type Step,
} from "./reconciliation.ts";

const t = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
const nothingKnown: AssignmentState = {
  observed: "unknown",
  observedAt: null,
  ownership: "none",
  operation: null,
  doubtUntil: null,
  removalDoubtUntil: null,
  missedAt: null,
};
const next = (state: AssignmentState, wanted: boolean, seconds: number) =>
  decideStep({ wanted, state, confirmSince: null, now: t(seconds) });

test("a wanted tuple is listed before it is created, and created only on a fresh listing", () => {
  assert.deepEqual(next(nothingKnown, true, 0), { do: "list" });
  const absent = learn(nothingKnown, { of: "list", present: false }, t(0));
  assert.deepEqual(next(absent, true, 1), { do: "create" });
  assert.deepEqual(next(absent, true, 60), { do: "list" });
});

test("what stood there goes with its account or role: it is not called standing any more, and what is made anew is ours", () => {
  const standing = learn(nothingKnown, { of: "list", present: true }, t(0));
  const gone = learn(standing, { of: "missing" }, t(60));
  assert.deepEqual([gone.ownership, gone.observed], ["none", "absent"]);
});

test("an assignment that was there before us is never removed", () => {
  const standing = learn(nothingKnown, { of: "list", present: true }, t(0));
  assert.equal(standing.ownership, "standing");
  assert.deepEqual(next(standing, true, 1), { do: "nothing" });
  assert.deepEqual(next(standing, false, 1), { do: "nothing" });
  assert.equal(release(standing, false).ownership, "none");
});

test("after a create AWS is read back before anything is called present", () => {
  const sent = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  const accepted = learn(sent, { of: "accepted", kind: "create", operationId: "op" }, t(0));
  assert.deepEqual(next(accepted, true, 1), { do: "poll", kind: "create", operationId: "op" });
  const done = learn(accepted, { of: "succeeded", kind: "create" }, t(2));
  assert.deepEqual(next(done, true, 2), { do: "list" });
  assert.deepEqual(next(learn(done, { of: "list", present: true }, t(3)), false, 3), { do: "remove" });
});

test("a create in flight is polled to its end although nobody wants it any more", () => {
  const sent = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  const accepted = learn(sent, { of: "accepted", kind: "create", operationId: "op" }, t(0));
  assert.deepEqual(next(accepted, false, 1), { do: "poll", kind: "create", operationId: "op" });
});

test("a create whose answer was lost is not given up while it may still take effect", () => {
  const sent = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  const listed = learn(learn(sent, { of: "lost", kind: "create" }, t(10)), { of: "list", present: false }, t(11));
  assert.equal(isSettledAbsent(release(listed, false)), false);
  assert.deepEqual(next(listed, false, 11), { do: "list" });
  assert.deepEqual(next(listed, false, 61), { do: "look-for-lost-create" });
  const looked = learn(listed, { of: "no-lost-create" }, t(61));
  assert.deepEqual(next(looked, false, 61), { do: "list" });
  const settled = release(learn(looked, { of: "list", present: false }, t(62)), false);
  assert.equal(isSettledAbsent(settled), true);
});

test("the same doubt holds when the process died between the intention and the answer", () => {
  const died = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  assert.deepEqual(next(died, false, 5), { do: "list" });
  const listed = learn(died, { of: "list", present: false }, t(5));
  assert.equal(isSettledAbsent(release(listed, false)), false);
});

test("a create that AWS did not take leaves nothing of ours behind", () => {
  const sent = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  assert.equal(learn(sent, { of: "not-taken", kind: "create" }, t(1)).ownership, "none");
});

test("when AWS says SUCCEEDED and then lists nothing, a later refusal does not make the tuple a stranger's", () => {
  const sent = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  const done = learn(
    learn(sent, { of: "accepted", kind: "create", operationId: "op" }, t(0)),
    { of: "succeeded", kind: "create" },
    t(2),
  );
  const contradicted = learn(done, { of: "list", present: false }, t(2));
  const again = learn(intend(contradicted, "create", t(3)), { of: "not-taken", kind: "create" }, t(3));
  assert.equal(again.ownership, "ours");
  assert.equal(learn(again, { of: "list", present: true }, t(4)).ownership, "ours");
});

test("what is listed while a lost removal may still land is not there to stay", () => {
  const present: AssignmentState = { ...nothingKnown, ownership: "ours", observed: "present", observedAt: t(0) };
  const lost = learn(intend(present, "delete", t(10)), { of: "lost", kind: "delete" }, t(20));
  const listed = learn(lost, { of: "list", present: true }, t(21));
  assert.deepEqual(next(listed, true, 21), { do: "list" });
  assert.deepEqual(next(listed, false, 21), { do: "remove" });
  const later = learn(listed, { of: "list", present: true }, t(70));
  assert.deepEqual(next(later, true, 70), { do: "nothing" });
});

test("an operation that AWS does not know any more may still take effect", () => {
  const sent = intend(learn(nothingKnown, { of: "list", present: false }, t(0)), "create", t(0));
  const accepted = learn(sent, { of: "accepted", kind: "create", operationId: "op" }, t(0));
  const listed = learn(
    learn(accepted, { of: "lost-track", kind: "create" }, t(2)),
    { of: "list", present: false },
    t(2),
  );
  assert.equal(isSettledAbsent(release(listed, false)), false);
  const refused = learn(intend(listed, "create", t(3)), { of: "not-taken", kind: "create" }, t(3));
  assert.equal(refused.ownership, "ours");
});

test("a write that was answered after its lease was lost is followed to its end", () => {
  const late = learnLate(
    nothingKnown,
    { of: "accepted", kind: "create", operationId: "op" },
    { now: t(100), intendedAt: t(1) },
  );
  assert.deepEqual([late?.ownership, late?.operation?.id], ["ours", "op"]);
  const listed = late && learn(late, { of: "list", present: false }, t(101));
  assert.equal(listed?.operation?.id, "op", "an older look does not make it forgotten");
  const standing: AssignmentState = { ...nothingKnown, ownership: "standing" };
  assert.equal(
    learnLate(standing, { of: "accepted", kind: "create", operationId: "op" }, { now: t(100), intendedAt: t(1) }),
    undefined,
  );
});

test("an answer that comes late finds its own intention, and no other", () => {
  const fresh: AssignmentState = { ...nothingKnown, observed: "absent", observedAt: t(0) };
  const intended = intend(fresh, "create", t(1));
  const accepted: Outcome = { of: "accepted", kind: "create", operationId: "op" };
  const own = learnLate(intended, accepted, { now: t(40), intendedAt: t(1) });
  assert.deepEqual(own?.operation, { kind: "create", id: "op", startedAt: t(1) });
  assert.equal(own?.doubtUntil, null, "it is known what became of it, or will be");
  const anothers = intend(fresh, "create", t(35));
  const told = { ...anothers, operation: { kind: "create" as const, id: "theirs", startedAt: t(1) } };
  for (const state of [anothers, told]) {
    const late = learnLate(state, accepted, { now: t(40), intendedAt: t(1) });
    assert.deepEqual([late?.operation, late?.doubtUntil], [state.operation, t(100)]);
  }
});

/** An AWS of one tuple: operations take time, calls are lost before or after they worked, some operations fail late. */
const tinyAws = (standing: boolean, chance: () => number) => {
  const aws = {
    present: standing,
    everRemoved: false,
    operations: new Map<string, { kind: "create" | "delete"; endsAt: number; fails: boolean; done: boolean }>(),
  };
  const settle = (now: number) => {
    for (const operation of aws.operations.values()) {
      if (operation.done || operation.endsAt > now) continue;
      operation.done = true;
      if (operation.fails) continue;
      aws.present = operation.kind === "create";
      if (operation.kind === "delete") aws.everRemoved = true;
    }
  };
  const write = (kind: "create" | "delete", now: number, calm: boolean): Outcome => {
    const fate = calm ? 1 : chance();
    if (fate < 0.1) return { of: "not-taken", kind };
    if (fate < 0.2) return { of: "lost", kind };
    if ([...aws.operations.values()].some((operation) => !operation.done)) return { of: "not-taken", kind };
    const id = `op-${aws.operations.size}`;
    const fails = fate < 0.35 || (kind === "delete" && !aws.present);
    aws.operations.set(id, { kind, endsAt: now + 1 + Math.floor(chance() * 40), fails, done: false });
    return fate < 0.5 ? { of: "lost", kind } : { of: "accepted", kind, operationId: id };
  };
  const answer = (step: Exclude<Step, { do: "nothing" }>, now: number, calm: boolean): Outcome | undefined => {
    settle(now);
    switch (step.do) {
      case "list":
        return { of: "list", present: aws.present };
      case "create":
      case "remove":
        return write(step.do === "create" ? "create" : "delete", now, calm);
      case "poll": {
        const operation = aws.operations.get(step.operationId);
        if (!operation?.done) return undefined;
        return operation.fails
          ? { of: "failed", kind: step.kind, reason: "late" }
          : { of: "succeeded", kind: step.kind };
      }
      case "look-for-lost-create":
        return { of: [...aws.operations.values()].some((o) => !o.done) ? "maybe-lost-create" : "no-lost-create" };
    }
  };
  return { aws, answer, settle };
};

test("whatever is lost, fails or crashes: in the end AWS holds what is wanted, and what stood before still stands", () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.record({ wanted: fc.boolean(), forSeconds: fc.integer({ min: 1, max: 90 }) }), { maxLength: 8 }),
      fc.boolean(),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })),
      (standing, phases, atLast, numbers) => {
        const chance = () => numbers.next().value ?? 0.5;
        const { aws, answer, settle } = tinyAws(standing, chance);
        let state = nothingKnown;
        let now = 0;
        const live = (wanted: boolean, seconds: number, calm: boolean) => {
          for (const until = now + seconds; now < until; now += 1) {
            state = release(state, wanted);
            const step = decideStep({ wanted, state, confirmSince: null, now: t(now) });
            if (step.do === "nothing") {
              if (wanted) assert.ok(state.ownership !== "none");
              continue;
            }
            if (step.do === "create" || step.do === "remove")
              state = intend(state, step.do === "create" ? "create" : "delete", t(now));
            const died = !calm && chance() < 0.1;
            const outcome = answer(step, now, calm);
            if (!died && outcome) state = learn(state, outcome, t(now));
          }
        };
        for (const phase of phases) live(phase.wanted, phase.forSeconds, false);
        live(atLast, 400, true);
        settle(now);
        assert.equal(aws.present, standing || atLast);
        if (standing) assert.equal(aws.everRemoved, false);
        if (!atLast) assert.equal(isSettledAbsent(release(state, false)), true);
      },
    ),
    { numRuns: 2_000 },
  );
});
