import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { credentialsExpireAt, grantWindow, wantsAssignment } from "./grant.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20) + minutes * 60_000);
const minutes = fc.integer({ min: -10_000, max: 10_000 });

test("a window begins at the later of the asked start and the approval, and always lasts as long as was asked", () => {
  fc.assert(
    fc.property(fc.option(minutes), minutes, fc.integer({ min: 15, max: 480_000 }), (asked, approved, duration) => {
      const askedStartsAt = asked === null ? null : at(asked);
      const { startsAt, endsAt } = grantWindow({ askedStartsAt, approvedAt: at(approved), durationMinutes: duration });
      assert.equal(endsAt.getTime() - startsAt.getTime(), duration * 60_000);
      assert.ok(startsAt >= at(approved));
      assert.equal(startsAt.getTime(), Math.max(at(approved).getTime(), askedStartsAt?.getTime() ?? 0));
    }),
  );
});

test("no grant wants its assignment from its end on, nor before its start, nor once it was ended", () => {
  const window = { startsAt: at(10), endsAt: at(20) };
  const wants = (state: "scheduled" | "activating" | "active" | "ending" | "ended" | "failed", minute: number) =>
    wantsAssignment({ state, ...window }, at(minute));
  assert.equal(wants("scheduled", 9), false);
  assert.equal(wants("scheduled", 10), true);
  assert.equal(wants("active", 19), true);
  for (const state of ["scheduled", "activating", "active"] as const) assert.equal(wants(state, 20), false);
  for (const state of ["ending", "ended", "failed"] as const) assert.equal(wants(state, 15), false);
});

const hour = { sessionDurationMinutes: 60, longerSessionMinutes: null, longerSessionHeldAt: null, goneAt: null };
const held = {
  state: "active" as const,
  activatedAt: at(10),
  endsAt: at(70),
  endedAt: null,
  onStanding: false,
  kept: null,
  endCauses: [],
};

test("credentials outlive the access by the session duration, counted from when it really ended", () => {
  const ended = { ...held, state: "ended", endedAt: at(30) } as const;
  assert.deepEqual(credentialsExpireAt(held, hour), at(130));
  assert.deepEqual(credentialsExpireAt(ended, hour), at(90));
  assert.equal(credentialsExpireAt({ ...ended, activatedAt: null }, hour), null);
  assert.deepEqual(credentialsExpireAt(held, undefined), at(790), "nobody knows: then as long as AWS allows");
});

test("no instant is named for the last credentials while new ones can still be issued", () => {
  assert.equal(credentialsExpireAt({ ...held, state: "ending" }, hour), null, "AWS has not confirmed the end");
  for (const kept of ["by-another-grant", "standing"] as const)
    assert.equal(credentialsExpireAt({ ...held, state: "ended", endedAt: at(70), kept }, hour), null);
  assert.equal(credentialsExpireAt({ ...held, onStanding: true }, hour), null);
});
