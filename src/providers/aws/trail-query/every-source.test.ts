import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { deliver } from "../../../../test/trail-files.ts";
import { type TrailFacts, trailRecord } from "../../../../test/trail-records.ts";
import { startTrailSources } from "../../../../test/trail-sources.ts";
import type { ActivitySource, ActivitySubject } from "../../../core/activity-source.ts";
import { CloudError } from "../../../core/identity-center.ts";
import { readActivity } from "../../../core/read-activity.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 10, minutes));
const subject: ActivitySubject = {
  personId: "b3942812-1111-7000-8000-000000000001",
  userName: "amira.haddad",
  accountId: "444455556666",
  permissionSetName: "Admin",
};
const other = { personId: "b3942812-1111-7000-8000-000000000002", userName: "amira.haddad2" };
const own: TrailFacts = { id: "", at: at(30), sessionCreatedAt: at(5), ...subject };
const window = { sessionsFrom: at(0), sessionsTo: at(60), eventsTo: at(120) };
const signal = () => new AbortController().signal;

/** Everything that a source gives, sifted by core as ever: what the grant of that person did. */
const activityOf = async (
  source: ActivitySource,
  over: { subject?: Partial<ActivitySubject>; from?: Date; to?: Date } = {},
) => {
  const reading = {
    subject: { ...subject, ...over.subject },
    window,
    from: over.from ?? at(0),
    to: over.to ?? at(120),
  };
  const events = new Map<string, unknown>();
  let progress: unknown;
  let unreadable = 0;
  for await (const part of readActivity(source, reading, signal())) {
    for (const event of part.events) events.set(event.id, event);
    progress = part.progress;
    unreadable += part.unreadable;
  }
  return { ids: [...events.keys()].sort(), events, progress, unreadable };
};

/** What a source hands over before core looks at it. */
const handedOver = async (source: ActivitySource, over: Partial<ActivitySubject> = {}) => {
  const records: unknown[] = [];
  const query = { subject: { ...subject, ...over }, from: at(0), to: at(120) };
  for await (const batch of source.read(query, signal())) records.push(...batch.records);
  return records;
};

const failsAs = (problem: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof CloudError, String(error));
  assert.equal(error.problem, problem);
  assert.match(error.message, words);
  return true;
};

const kinds = ["athena", "cloudwatch-logs", "cloudtrail-lake"] as const;
const starts = { athena: "StartQueryExecution", "cloudwatch-logs": "StartQuery", "cloudtrail-lake": "StartQuery" };
const tooMany = {
  athena: "TooManyRequestsException",
  "cloudwatch-logs": "LimitExceededException",
  "cloudtrail-lake": "MaxConcurrentQueriesException",
};
const stops = { athena: "StopQueryExecution", "cloudwatch-logs": "StopQuery", "cloudtrail-lake": "CancelQuery" };

for (const kind of kinds) {
  describe(`activity from ${kind}`, () => {
    let aws: Awaited<ReturnType<typeof startTrailSources>>;
    const source = () => {
      const one = aws.sources[kind];
      assert.ok(one);
      return one;
    };

    before(async () => {
      aws = await startTrailSources({ now: new Date("2026-11-20T13:00:00Z"), mostRows: 500 });
    });
    after(() => aws.stop());

    it("answers nothing, and that it is done, where nothing was done", async () => {
      const { ids, progress } = await activityOf(source());
      assert.deepEqual([ids, progress], [[], { done: 1, total: 1 }]);
      assert.equal(source().kind, kind);
    });

    it("finds what the person did, in every Region, whether or not the service told the person's id", async () => {
      deliver(
        aws.simulator,
        [
          trailRecord({ ...own, id: "own-1" }),
          trailRecord({ ...own, id: "own-2", personId: undefined }),
          trailRecord({ ...own, id: "own-3", region: "us-east-1", errorCode: "AccessDenied" }),
          trailRecord({ ...own, id: "own-renamed", userName: "amira.haddad-brown" }),
        ],
        at(40),
      );
      const { ids, events, unreadable } = await activityOf(source());
      assert.deepEqual(ids, ["own-1", "own-2", "own-3", "own-renamed"]);
      assert.equal(unreadable, 0);
      assert.deepEqual(events.get("own-3"), {
        id: "own-3",
        at: at(30),
        service: "s3.amazonaws.com",
        action: "ListBuckets",
        region: "us-east-1",
        sourceIp: "203.0.113.7",
        userAgent: "aws-cli/2.31.0",
        errorCode: "AccessDenied",
        errorMessage: "User is not authorized",
        readOnly: true,
        resources: [{ type: "AWS::S3::Bucket", name: "arn:aws:s3:::ledger" }],
        outcome: "denied",
      });
    });

    it("keeps neighbours out, and most of them are not even handed over", async () => {
      deliver(
        aws.simulator,
        [
          trailRecord({ ...own, id: "another-person", personId: "p2", userName: "mateo" }),
          trailRecord({ ...own, id: "an-alike-person", ...other }),
          trailRecord({ ...own, id: "a-longer-name", ...other, personId: undefined }),
          trailRecord({ ...own, id: "another-role", permissionSetName: "Admin_X" }),
          trailRecord({ ...own, id: "another-account", accountId: "444455556667" }),
          {
            ...trailRecord({ ...own, id: "from-another-account", accountId: "444455556667" }),
            recipientAccountId: "444455556666",
          },
          trailRecord({ ...own, id: "too-late", at: at(121) }),
          trailRecord({ ...own, id: "an-earlier-session", sessionCreatedAt: at(-20) }),
        ],
        at(125),
      );
      assert.deepEqual((await activityOf(source())).ids, ["own-1", "own-2", "own-3", "own-renamed"]);
      const ids = (await handedOver(source())).map((record) => (record as { eventID: string }).eventID);
      // Logs Insights is asked in words that let a little more in.
      const loose = kind === "cloudwatch-logs" ? [] : ["a-longer-name", "another-role", "too-late"];
      for (const kept of ["another-person", "another-account", ...loose]) assert.ok(!ids.includes(kept), kept);
    });

    it("asks for whole seconds, so that none is lost at the edges", async () => {
      const edge = { userName: "edge", personId: "edge" };
      const seconds = [-1, 0, 1, 2, 3].map((second) => new Date(at(30).getTime() + second * 1_000));
      deliver(
        aws.simulator,
        seconds.map((when, index) => trailRecord({ ...own, ...edge, id: `s${index - 1}`, at: when })),
        at(45),
      );
      const idsOf = async (fromMs: number, toMs: number) => {
        const ids = new Set<string>();
        const query = {
          subject: { ...subject, ...edge },
          from: new Date(at(30).getTime() + fromMs),
          to: new Date(at(30).getTime() + toMs),
        };
        for await (const { records } of source().read(query, signal()))
          for (const record of records) ids.add((record as { eventID: string }).eventID);
        return [...ids].sort();
      };
      if (kind === "cloudwatch-logs") return assert.deepEqual(await idsOf(0, 2_000), ["s-1", "s0", "s1", "s2", "s3"]);
      assert.deepEqual(await idsOf(0, 2_000), ["s0", "s1"]);
      assert.deepEqual(await idsOf(500, 2_001), ["s0", "s1", "s2"]);
      assert.deepEqual(await idsOf(2_000, 2_000), []);
    });

    it("takes names with quotes, wildcards and other languages' comments for what they are", async () => {
      const names = [
        "siobhan.o'neill",
        'dwayne "the rock"',
        "back\\slash",
        "x' OR '1'='1",
        "100%_sure",
        "-- drop",
        "jörg|filter",
      ];
      const people = names.map((userName, index) => ({ userName, personId: `c-${index}` }));
      deliver(
        aws.simulator,
        people.flatMap((person) => [
          trailRecord({ ...own, id: `named ${person.userName}`, ...person, personId: undefined }),
          trailRecord({ ...own, id: `by id ${person.userName}`, ...person }),
        ]),
        at(50),
      );
      for (const person of people) {
        const { ids } = await activityOf(source(), { subject: person });
        assert.deepEqual(ids, [`by id ${person.userName}`, `named ${person.userName}`]);
      }
    });

    it("refuses a subject that is none before AWS is asked", async () => {
      await aws.callsSince();
      for (const wrong of [{ accountId: "4444' OR '1'='1" }, { permissionSetName: 'A" or 1' }, { personId: "x'y" }])
        await assert.rejects(handedOver(source(), wrong), failsAs("refused", /has not the form/));
      assert.deepEqual(await aws.callsSince(), {});
    });

    it("follows every page of a long answer", async () => {
      const busy = { userName: "busy", personId: "busy" };
      const records = Array.from({ length: 2_300 }, (_, index) =>
        trailRecord({ ...own, id: `e${index}`, ...busy, at: new Date(at(0).getTime() + index * 1_000) }),
      );
      for (let minute = 0; minute < 40; minute += 1)
        deliver(aws.simulator, records.slice(minute * 60, minute * 60 + 60), at(minute + 5));
      await aws.callsSince();
      const found = (await handedOver(source(), busy)).map((record) => (record as { eventID: string }).eventID);
      assert.equal(new Set(found).size, 2_300);
      // Logs Insights hands over its pages before it is known that there is more than one answer holds.
      assert.equal(found.length > 2_300, kind === "cloudwatch-logs");
      const calls = await aws.callsSince();
      if (kind === "cloudwatch-logs") assert.ok((calls.StartQuery ?? 0) > 5, "a full answer was halved");
      else assert.equal(calls[starts[kind]], 1);
    });

    it("waits and goes on when AWS says that it is too much at once", async () => {
      for (const operation of [starts[kind], "GetQueryResults"])
        await aws.addFault({ operation, kind: "throttle", times: 3 });
      assert.deepEqual((await activityOf(source())).ids, ["own-1", "own-2", "own-3", "own-renamed"]);
    });

    it("waits for its turn when as many queries as may be are under way already", async () => {
      const code = tooMany[kind];
      await aws.addFault({ operation: starts[kind], kind: "error", code, message: "Too many queries.", times: 3 });
      assert.deepEqual((await activityOf(source())).ids, ["own-1", "own-2", "own-3", "own-renamed"]);
    });

    it("gives up, throttled, when that never ends, and keeps the queries' quota free", async () => {
      await aws.addFault({ operation: "GetQueryResults", kind: "throttle", times: "always" });
      await aws.callsSince();
      await assert.rejects(handedOver(source()), failsAs("throttled", /Rate exceeded/));
      await aws.clearFaults();
      const calls = await aws.callsSince();
      assert.ok((calls.GetQueryResults ?? 0) < 12);
    });

    it("tells why a query failed", async () => {
      await aws.addFault({ operation: starts[kind], kind: "fail-late", message: "HIVE_BAD_DATA: not a trail" });
      await assert.rejects(
        handedOver(source()),
        failsAs("refused", kind === "cloudwatch-logs" ? /ended the query as Failed/ : /HIVE_BAD_DATA/),
      );
      await aws.addFault({ operation: starts[kind], kind: "error", code: "AccessDeniedException", message: "not you" });
      await assert.rejects(handedOver(source()), failsAs("refused", /not you/));
    });

    it("stops the query where it runs when nobody waits any more", async () => {
      const stopping = new AbortController();
      await aws.addFault({ operation: "GetQueryResults", kind: "slow", delayMs: 0 });
      await aws.callsSince();
      const query = { subject, from: at(0), to: at(120) };
      const read = async () => {
        const scheduled = aws.scheduler.sleepUntil;
        aws.scheduler.sleepUntil = async (instant, how) => {
          stopping.abort(new Error("Stint is stopping"));
          await scheduled(instant, how);
        };
        try {
          for await (const _ of source().read(query, stopping.signal));
        } finally {
          aws.scheduler.sleepUntil = scheduled;
        }
      };
      await assert.rejects(read(), failsAs("unavailable", /Reading was stopped/));
      assert.equal((await aws.callsSince())[stops[kind]], 1);
      await aws.clearFaults();
    });

    it("asks nothing when it was stopped before, and throws no other error when the network goes", async () => {
      await aws.callsSince();
      const query = { subject, from: at(0), to: at(120) };
      const read = async () => {
        for await (const _ of source().read(query, AbortSignal.abort()));
      };
      await assert.rejects(read(), failsAs("unavailable", /Reading was stopped/));
      assert.deepEqual(await aws.callsSince(), {});
      await aws.addFault({ operation: starts[kind], kind: "timeout-before" });
      await assert.rejects(handedOver(source()), failsAs("unavailable", /./));
    });

    it("says when the newest delivery came, or that none did within a day", async () => {
      assert.equal(await source().newestDelivery(new Date("2027-02-01T00:00:00Z"), signal()), null);
      const account = aws.simulator.world.ids.delegatedAdministratorId;
      const now = aws.scheduler.now();
      const delivered = new Date(now.getTime() - 60_000);
      const event = new Date(now.getTime() - 400_000);
      deliver(aws.simulator, [trailRecord({ ...own, id: "newest", accountId: account, at: event })], delivered);
      const newest = await source().newestDelivery(now, signal());
      assert.ok(newest);
      const wanted = kind === "cloudwatch-logs" ? delivered : event;
      assert.ok(Math.abs(newest.getTime() - wanted.getTime()) <= 1_000, newest.toISOString());
    });
  });
}
