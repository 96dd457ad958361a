import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccessLogRow } from "../../src/simulator/rows.ts";
import { type Facts, judge } from "./judge.ts";
import type { Troubles } from "./mishaps.ts";
import type { Told } from "./one-access.ts";
import type { GrantSeen } from "./what-is-left.ts";

/** The judge of the crashes is no judge unless it can find something wrong. */
const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
const tuple = { personId: "liam", accountId: "111122223333", permissionSetArn: "arn:power" };

const grant: GrantSeen = {
  ...{ ...tuple, id: "g", requestId: "r", key: "k", state: "ended", endReason: "elapsed", failure: null },
  ...{ startsAt: at(0), decidedAt: at(0), activatedAt: at(2), endsAt: at(10), endAskedAt: null, endedAt: at(12) },
};
const held: AccessLogRow = {
  ...{ id: "a", accountId: tuple.accountId, permissionSetArn: tuple.permissionSetArn },
  ...{ principalType: "USER", principalId: tuple.personId, cause: "operation" },
  ...{ beganAt: at(1).toISOString(), ceasedAt: at(11).toISOString() },
};
const wish = { asker: 0, accountId: tuple.accountId, permissionSetArn: tuple.permissionSetArn, needsApproval: false };
const told: Told = { key: "k", requestId: "r", grantId: "g", wish, endsBy: "time", endToldAt: at(3).getTime() };
const request = { id: "r", key: "k", state: "approved", grants: 1, approvals: 1 };
const calm: Troubles = {
  counts: {
    ...{ "work killed": 0, "serve killed": 0, "connections cut": 0, "held up": 0 },
    ...{ "PostgreSQL stopped": 0, "PostgreSQL killed": 0, "disk full": 0 },
  },
  ...{ outages: [], leases: [] },
};
const well: Facts = {
  told: [told],
  left: { requests: [request], grants: [grant], toldTwice: [], untold: [] },
  accessLog: [held],
  troubles: calm,
  nobodyAtWork: [],
};
const wrongs = (change: Partial<Facts>) => judge({ ...well, ...change }).wrongs;
const left = (change: Partial<Facts["left"]>) => ({ left: { ...well.left, ...change } });

test("what went well is not found wrong", () => {
  assert.deepEqual(wrongs({}), []);
});

test("what was acknowledged and is not there is lost", () => {
  assert.match(wrongs(left({ requests: [], grants: [] })).join(), /request r, .* lost.*grant g, .* lost/);
  assert.match(wrongs({ told: [{ ...told, endsBy: "asking" }] }).join(), /the end of grant g, .* lost/);
});

test("two requests of one key, and access given twice, are doubled", () => {
  assert.match(wrongs(left({ requests: [request, { ...request, id: "other" }] })).join(), /made 2 requests/);
  assert.match(wrongs({ accessLog: [held, { ...held, id: "b" }] }).join(), /2 times for one grant/);
});

test("access that outlives its window is wrong, unless for as long nobody could have ended it", () => {
  const late = {
    accessLog: [{ ...held, ceasedAt: at(40).toISOString() }],
    ...left({ grants: [{ ...grant, endedAt: at(41) }] }),
  };
  assert.match(wrongs(late).join(), /outlived its window by 30000 ms/);
  const outage = { from: at(9).getTime(), until: at(31).getTime() };
  assert.deepEqual(wrongs({ ...late, nobodyAtWork: [outage] }), []);
  assert.deepEqual(wrongs({ ...late, troubles: { ...calm, outages: [{ ...outage, what: "disk full" }] } }), []);
  const lease = { ...outage, pair: "another account and role" };
  assert.match(wrongs({ ...late, troubles: { ...calm, leases: [lease] } }).join(), /outlived its window/);
});

test("a state that AWS had not confirmed, and access without a grant, are wrong", () => {
  assert.match(wrongs(left({ grants: [{ ...grant, endedAt: at(10) }] })).join(), /over before it was/);
  assert.match(wrongs({ accessLog: [{ ...held, ceasedAt: null }] }).join(), /AWS still holds/);
  assert.match(wrongs({ ...left({ grants: [] }), told: [] }).join(), /for which there is no grant/);
});
