import assert from "node:assert/strict";
import { test } from "node:test";
import { inUtc } from "./in-utc.ts";

test("a time that does not say where it is counts as UTC, wherever this machine is", () => {
  const at = "2026-11-21T10:00:00";
  for (const time of [at, `${at}Z`, `${at}.000`, `${at}+00:00`, ` ${at} `, "2026-11-21T12:00:00+02:00"])
    assert.equal(new Date(inUtc(time)).toISOString(), "2026-11-21T10:00:00.000Z", time);
});
