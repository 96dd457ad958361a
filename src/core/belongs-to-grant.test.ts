import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type TrailFacts, trailRecord } from "../../test/trail-records.ts";
import { siftRecords } from "./activity-event.ts";
import type { ActivitySubject } from "./activity-source.ts";
import { activityWindow } from "./activity-window.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 10, minutes));
const subject: ActivitySubject = {
  personId: "b3942812-1111-7000-8000-000000000001",
  userName: "amira.haddad",
  accountId: "444455556666",
  permissionSetName: "Admin",
};
const window = { sessionsFrom: at(0), sessionsTo: at(60), eventsTo: at(120) };
const own: TrailFacts = { id: "e1", at: at(30), sessionCreatedAt: at(5), ...subject };

type Case = { record?: unknown; part?: Partial<TrailFacts>; subject?: Partial<ActivitySubject> };
const belongs = (facts: Case): boolean =>
  siftRecords([facts.record ?? trailRecord({ ...own, ...facts.part })], {
    subject: { ...subject, ...facts.subject },
    window,
  }).events.length === 1;

test("what the holder did in a session of the grant belongs to it", () => {
  assert.ok(belongs({}));
  assert.ok(belongs({ part: { personId: undefined } }));
});

test("a role whose name begins like this one's, or lacks AWS's suffix, is another role", () => {
  for (const permissionSetName of ["Admin_X", "Admi", "admin", "Admin_0123456789abcdef", "XAdmin", "Admin+"])
    assert.ok(!belongs({ part: { permissionSetName } }), permissionSetName);
  for (const roleSuffix of [
    "",
    "0123",
    "0123456789ABCDEF",
    "0123456789abcdef0",
    "0123456789abcdeg",
    "X_0123456789abcdef",
  ])
    assert.ok(!belongs({ part: { roleSuffix } }), roleSuffix);
});

test("every name a permission set may have is compared as it stands, not as a pattern", () => {
  const name = fc.stringMatching(/^[\w+=,.@-]{1,32}$/);
  fc.assert(
    fc.property(name, name, (asked, found) => {
      const seen = belongs({ subject: { permissionSetName: asked }, part: { permissionSetName: found } });
      assert.equal(seen, asked === found);
    }),
  );
});

test("without an id the session's name must be exactly the user name", () => {
  const name = fc.stringMatching(/^[\w+=,.@-]{2,64}$/);
  const one = fc.oneof(
    name,
    fc.constantFrom("amira.haddad", "amira.haddad2", "amira", "Amira.haddad", "amira.haddad@"),
  );
  fc.assert(
    fc.property(one, one, (asked, found) => {
      const seen = belongs({ subject: { userName: asked }, part: { userName: found, personId: undefined } });
      assert.equal(seen, asked === found);
    }),
  );
});

test("the id decides where it is recorded, whatever the name", () => {
  assert.ok(belongs({ part: { userName: "renamed" } }));
  assert.ok(!belongs({ part: { personId: "b3942812-1111-7000-8000-000000000002" } }));
  const record = trailRecord(own);
  for (const userId of ["", 7, true, {}, []])
    assert.ok(
      !belongs({ record: { ...record, userIdentity: { ...record.userIdentity, onBehalfOf: { userId } } } }),
      String(userId),
    );
});

test("another account's role calling into this account, and this role's record in another account's trail, are not this grant's", () => {
  assert.ok(!belongs({ part: { accountId: "444455556667" } }));
  assert.ok(!belongs({ record: { ...trailRecord(own), recipientAccountId: "111122223333" } }));
  assert.ok(
    !belongs({
      record: { ...trailRecord({ ...own, accountId: "111122223333" }), recipientAccountId: subject.accountId },
    }),
  );
});

test("the session must have begun inside the grant, and the event must not be later than its credentials", () => {
  for (const [createdAt, inside] of [
    [-1, false],
    [0, true],
    [60, true],
    [61, false],
  ] as const)
    assert.equal(belongs({ part: { sessionCreatedAt: at(createdAt), at: at(62) } }), inside, String(createdAt));
  assert.ok(belongs({ part: { at: at(120) } }));
  assert.ok(!belongs({ part: { at: at(121) } }));
});

test("a session begun while two grants held belongs to both, any other to one", () => {
  const first = { subject, window: { sessionsFrom: at(0), sessionsTo: at(60), eventsTo: at(120) } };
  const second = { subject, window: { sessionsFrom: at(30), sessionsTo: at(90), eventsTo: at(150) } };
  const owners = (createdAt: number) => {
    const record = trailRecord({ ...own, at: at(95), sessionCreatedAt: at(createdAt) });
    return [first, second].map((grant) => siftRecords([record], grant).events.length);
  };
  assert.deepEqual(owners(10), [1, 0]);
  assert.deepEqual(owners(45), [1, 1]);
  assert.deepEqual(owners(75), [0, 1]);
});

test("a session that began in the second in which the grant did is inside, although CloudTrail rounds down", () => {
  const startsAt = new Date(at(0).getTime() + 700);
  const open = activityWindow({ state: "active", startsAt, endedAt: null, endReason: null });
  assert.ok(open);
  const record = trailRecord({ ...own, sessionCreatedAt: new Date(startsAt.getTime() + 100) });
  assert.equal(siftRecords([record], { subject, window: open }).events.length, 1);
});

test("other kinds of callers are nobody's: users, services, roots, chained roles", () => {
  const record = trailRecord(own);
  const identity = record.userIdentity;
  const others = [
    { ...identity, type: "IAMUser" },
    { type: "AWSService", invokedBy: "s3.amazonaws.com" },
    { ...identity, arn: identity.arn.replace("AWSReservedSSO_Admin_0123456789abcdef", "deployer") },
    { ...identity, sessionContext: undefined },
    { ...identity, sessionContext: { ...identity.sessionContext, attributes: {} } },
    null,
  ];
  for (const userIdentity of others) assert.ok(!belongs({ record: { ...record, userIdentity } }));
});

test("whatever stands in a trail, nothing is thrown, and what makes no sense is counted", () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (records) => {
      const { events, unreadable } = siftRecords(records, { subject, window });
      assert.deepEqual([events.length, unreadable], [0, records.length]);
    }),
  );
  const broken = Object.keys(trailRecord(own)).map((key) => ({ ...trailRecord(own), [key]: { odd: [1] } }));
  siftRecords(broken, { subject, window });
});

test("the same event twice is one, and parameters and answers of calls are not kept", () => {
  const { events } = siftRecords([trailRecord(own), trailRecord(own)], { subject, window });
  assert.equal(events.length, 1);
  assert.doesNotMatch(JSON.stringify(events), /nobody must keep/);
});

test("what AWS refused for want of permission is told from what failed otherwise", () => {
  const outcomeOf = (errorCode?: string) =>
    siftRecords([trailRecord({ ...own, ...(errorCode ? { errorCode } : {}) })], { subject, window }).events[0]?.outcome;
  assert.equal(outcomeOf(), "success");
  for (const code of [
    "AccessDenied",
    "AccessDeniedException",
    "Client.UnauthorizedOperation",
    "NotAuthorizedException",
  ])
    assert.equal(outcomeOf(code), "denied", code);
  for (const code of ["NoSuchBucket", "ThrottlingException", "Client.InvalidInstanceID.NotFound"])
    assert.equal(outcomeOf(code), "error", code);
});

test("a grant that nobody can have used has no window", () => {
  const grant = { startsAt: at(0), endedAt: null, endReason: null } as const;
  const hour = { sessionDurationMinutes: 60, longerSessionMinutes: null, longerSessionHeldAt: null, goneAt: null };
  assert.equal(activityWindow({ ...grant, state: "scheduled" }), null);
  assert.equal(activityWindow({ ...grant, state: "failed", endedAt: at(1) }), null);
  assert.equal(activityWindow({ ...grant, state: "ended", endedAt: at(-1), endReason: "revoked" }), null);
  assert.deepEqual(activityWindow({ ...grant, state: "ending", endReason: "elapsed" }, hour), {
    sessionsFrom: at(0),
    sessionsTo: null,
    eventsTo: null,
  });
  for (const state of ["ended", "failed"] as const)
    assert.deepEqual(activityWindow({ ...grant, state, endedAt: at(60), endReason: "elapsed" }, hour), {
      sessionsFrom: at(0),
      sessionsTo: at(60),
      eventsTo: at(120),
    });
});
