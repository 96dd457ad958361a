import assert from "node:assert/strict";
import { test } from "node:test";
import { deliver } from "../../../../test/trail-files.ts";
import { type TrailFacts, trailRecord } from "../../../../test/trail-records.ts";
import { startTrailSources } from "../../../../test/trail-sources.ts";
import { siftRecords } from "../../../core/activity-event.ts";
import type { ActivitySource } from "../../../core/activity-source.ts";
import { readActivity } from "../../../core/read-activity.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 23, minutes));
const window = { sessionsFrom: at(0), sessionsTo: at(60), eventsTo: at(120) };
const role = { accountId: "444455556666", permissionSetName: "Admin" };
const people = ["amira.haddad", "amira.haddad2", "siobhan.o'neill", 'a "b" \\c', "x' OR '1'='1"].map(
  (userName, index) => ({
    userName,
    personId: `b3942812-1111-7000-8000-00000000000${index}`,
  }),
);

/** A night of several people, roles and accounts, over midnight, told with and without the person's id, with repeats. */
const night = (): ReturnType<typeof trailRecord>[] =>
  people.flatMap((person, who) =>
    Array.from({ length: 40 }, (_, index) => {
      const facts: TrailFacts = {
        ...{
          ...role,
          ...person,
          id: `${who}-${index}`,
          at: at(index * 3),
          sessionCreatedAt: at(index % 7 === 0 ? -10 : 5),
        },
        region: ["eu-central-1", "us-east-1", "eu-west-1"][index % 3] ?? "",
        ...(index % 2 === 0 ? { personId: undefined } : {}),
        ...(index % 5 === 0 ? { permissionSetName: "Admin_X" } : {}),
        ...(index % 9 === 0 ? { accountId: "444455556667" } : {}),
        ...(index % 4 === 0 ? { errorCode: "AccessDenied" } : {}),
      };
      return trailRecord(facts);
    }),
  );

const inOrder = (events: [string, unknown][]) => events.sort(([one], [other]) => (one < other ? -1 : 1));

const eventsOf = async (source: ActivitySource, person: (typeof people)[number]) => {
  const events = new Map<string, unknown>();
  const reading = { subject: { ...role, ...person }, window, from: at(0), to: at(121) };
  for await (const part of readActivity(source, reading, new AbortController().signal)) {
    assert.equal(part.unreadable, 0);
    for (const event of part.events) events.set(event.id, event);
  }
  return inOrder([...events.entries()]);
};

test("the same records are the same activity, whichever source tells of them and however they lie in the trail", async (t) => {
  const aws = await startTrailSources({ now: new Date("2026-11-21T06:00:00Z"), mostRows: 30 });
  t.after(() => aws.stop());
  const records = night();
  for (let part = 0; part < records.length; part += 20)
    deliver(
      aws.simulator,
      records.slice(part, part + 20),
      new Date(at(0).getTime() + (part % 40) * 180_000 + 4_200_000),
    );
  deliver(aws.simulator, records.slice(3, 9), at(130));
  let found = 0;
  for (const person of people) {
    const { events } = siftRecords(records, { subject: { ...role, ...person }, window });
    const wanted = inOrder(events.map((event) => [event.id, event]));
    found += wanted.length;
    for (const source of Object.values(aws.sources))
      assert.deepEqual(await eventsOf(source, person), wanted, `${source.kind}: ${person.userName}`);
  }
  assert.ok(found > 50, String(found));
});
