import assert from "node:assert/strict";
import { it } from "node:test";
import { sessionMinutes } from "./session-duration.ts";

it("reads ISO 8601 durations as minutes, rounding up, an hour when there is none", () => {
  const cases = { PT1H: 60, PT12H: 720, PT90M: 90, PT4H30M: 270, P1D: 1_440, PT3600S: 60, PT61S: 2, P1DT1M: 1_441 };
  for (const [duration, minutes] of Object.entries(cases)) assert.equal(sessionMinutes(duration), minutes, duration);
  assert.equal(sessionMinutes(undefined), 60);
  assert.equal(sessionMinutes(""), 60);
});

it("takes nothing else for a duration", () => {
  for (const wrong of ["1H", "PT", "P", "PTH", "P1DT", "PT1X", "PT-1H", "pt1h"])
    assert.equal(sessionMinutes(wrong), undefined, wrong);
});
