import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeCertificates } from "./saml.ts";

const now = new Date("2026-11-21T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
const valid = (from: number, to: number) => ({ from: inDays(from), to: inDays(to) });

test("a certificate that holds is well, one that soon ends is a warning, one that ended or has not begun keeps everybody out", () => {
  assert.equal(judgeCertificates([valid(-10, 400)], now).state, "ok");
  assert.match(judgeCertificates([valid(-10, 29)], now).found, /2026-12-20, in 29 days/);
  assert.equal(judgeCertificates([valid(-10, 29)], now).state, "warning");
  assert.match(judgeCertificates([valid(-900, -1)], now).found, /expired on 2026-11-20/);
  assert.match(judgeCertificates([valid(1, 900)], now).found, /not valid before 2026-11-22/);
  for (const one of [valid(-900, -1), valid(1, 900)]) assert.equal(judgeCertificates([one], now).state, "wrong");
});

test("while a certificate is replaced, the one that lasts longest counts", () => {
  assert.equal(judgeCertificates([valid(-900, 5), valid(-1, 900)], now).state, "ok");
  assert.equal(judgeCertificates([valid(-900, -5), valid(-1, 900)], now).state, "ok");
  assert.equal(judgeCertificates([valid(-900, 5), valid(1, 900)], now).state, "warning");
});
