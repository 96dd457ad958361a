import assert from "node:assert/strict";
import { test } from "node:test";
import type { Grant } from "../../../api/shapes.ts";
import { rowsOf } from "./rows.ts";

const now = "2026-11-21T12:00:00.000Z";
const at = (time: string) => `2026-11-21T${time}:00.000Z`;
let count = 0;
const aGrant = (person: string, part: Partial<Grant>): Grant => {
  count += 1;
  const usual = { state: "ended", endReason: "elapsed", credentialsExpireAt: null, endsAt: at("09:00"), ...part };
  return {
    activatedAt: usual.startsAt ?? at("08:00"),
    endedAt: usual.state === "ended" ? usual.endsAt : null,
    id: String(count),
    person: { id: person, displayName: person, userName: person },
    account: { id: "1", name: "prod" },
    permissionSet: { arn: "arn", name: "Admin" },
    startsAt: at("08:00"),
    ...usual,
  } as Grant;
};
const rows = (...grants: Grant[]) => rowsOf(grants, Date.parse(now));
const until = (grant: Grant) => new Date(rows(grant)[0]?.bars[0]?.bar.untilMs ?? 0).toISOString();

test("each person, account and role has one line, in the order of names", () => {
  const found = rows(aGrant("b", {}), aGrant("a", {}), aGrant("b", { startsAt: at("10:00"), endsAt: at("11:00") }));
  assert.deepEqual(
    found.map(({ key, bars, lanes }) => [key, bars.length, lanes]),
    [
      ["a 1 arn", 1, 1],
      ["b 1 arn", 2, 1],
    ],
  );
});

test("what is held twice at once lies on two lanes, what follows on the first that is free", () => {
  const [row] = rows(
    aGrant("a", { startsAt: at("08:00"), endsAt: at("10:00") }),
    aGrant("a", { startsAt: at("09:00"), endsAt: at("11:00") }),
    aGrant("a", { startsAt: at("10:30"), endsAt: at("12:00") }),
  );
  assert.deepEqual([row?.lanes, row?.bars.map(({ lane }) => lane)], [2, [0, 1, 0]]);
});

test("a bar ends when AWS confirmed the end; what is overdue lasts until now; a plan lasts as planned", () => {
  assert.equal(until(aGrant("a", { endedAt: at("08:40") })), at("08:40"));
  assert.equal(until(aGrant("a", { state: "ending", endReason: null })), now);
  assert.equal(until(aGrant("a", { state: "scheduled", endReason: null, endsAt: at("13:00") })), at("13:00"));
});

test("what ended early is drawn as cut short, with the end that was planned", () => {
  const bar = rows(aGrant("a", { endReason: "revoked", endedAt: at("08:20") }))[0]?.bars[0]?.bar;
  assert.deepEqual([bar?.look, bar?.plannedMs], ["cut-short", Date.parse(at("09:00"))]);
});

test("credentials are drawn until they were cut, and to their end when they were not or no longer are", () => {
  const cut = (part: Partial<NonNullable<Grant["credentialsCut"]>>) => {
    const credentialsCut = {
      ...{ waits: false, issuedBefore: at("09:00"), askedAt: at("09:00"), inForceAt: at("09:02"), overAt: null },
      ...{ expiresAt: at("10:00"), state: "in-force", ...part },
    } as Grant["credentialsCut"];
    const drawn = rows(aGrant("a", { credentialsExpireAt: at("10:00"), credentialsCut }))[0]?.bars[0]?.bar;
    return new Date(drawn?.credentialsMs ?? 0).toISOString();
  };
  assert.equal(cut({}), at("09:02"));
  assert.equal(cut({ state: "lifted", overAt: at("10:01") }), at("09:02"), "it lasted until they had expired");
  assert.equal(cut({ state: "lifted", overAt: at("09:30") }), at("10:00"), "switched off");
  assert.equal(cut({ state: "asked" }), at("10:00"), "AWS does not hold it any more");
  assert.equal(cut({ state: "lapsed", overAt: at("10:00"), inForceAt: null }), at("10:00"));
});
