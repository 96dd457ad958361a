import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lastExpiryAt, longerSession, type SessionLengths } from "./session-lengths.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20) + minutes * 60_000);
const hour: SessionLengths = {
  ...{ sessionDurationMinutes: 60, longerSessionMinutes: null, longerSessionHeldAt: null, goneAt: null },
};

test("what was issued before a duration was shortened counts as long as it was", () => {
  const shortened = {
    ...hour,
    ...longerSession({ held: { ...hour, sessionDurationMinutes: 720 }, minutes: 60, at: at(0) }),
  };
  assert.deepEqual(lastExpiryAt(at(-30), shortened), at(690), "issued before it was noticed");
  assert.deepEqual(lastExpiryAt(at(30), shortened), at(720), "some may be from before, none from after");
  assert.deepEqual(lastExpiryAt(at(661), shortened), at(721), "the last of the long ones ends before the short ones");
});

test("a permission set that is unknown, gone or said to have sessions of no length counts with the longest there are", () => {
  for (const role of [undefined, { ...hour, goneAt: at(-9_000) }, { ...hour, sessionDurationMinutes: 0 }])
    assert.deepEqual(lastExpiryAt(at(0), role), at(720));
});

test("however often a duration changes, no credentials outlive what is said of them", () => {
  const change = fc.record({ after: fc.integer({ min: 1, max: 900 }), minutes: fc.integer({ min: 60, max: 720 }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.nat(8_000), (changes, ended) => {
      const history = [{ from: 0, minutes: 60 }];
      let role = hour;
      for (const { after, minutes } of changes) {
        const from = (history.at(-1)?.from ?? 0) + after;
        history.push({ from, minutes });
        role = { ...role, ...longerSession({ held: role, minutes, at: at(from) }), sessionDurationMinutes: minutes };
      }
      const expiries = history.flatMap(({ from, minutes }, n) =>
        from <= ended ? [Math.min(ended, history[n + 1]?.from ?? ended) + minutes] : [],
      );
      const truly = Math.max(...expiries);
      const isOverByNow = truly <= (history.at(-1)?.from ?? 0);
      assert.ok(isOverByNow || lastExpiryAt(at(ended), role) >= at(truly));
    }),
  );
});
