import assert from "node:assert/strict";
import { test } from "node:test";
import { trailRecord } from "../../test/trail-records.ts";
import { trailThat } from "../../test/trail-that.ts";
import { readActivity } from "./read-activity.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 10, minutes));
const subject = { personId: "p1", userName: "amira", accountId: "444455556666", permissionSetName: "Admin" };
const own = { at: at(5), sessionCreatedAt: at(1), ...subject };

test("the events of a grant come part by part, with how far the source is", async () => {
  const trail = trailThat(() => [
    [trailRecord({ ...own, id: "e1" }), trailRecord({ ...own, id: "e2", personId: "p2" })],
    ["not a record", trailRecord({ ...own, id: "e3" })],
  ]);
  const reading = {
    subject,
    window: { sessionsFrom: at(0), sessionsTo: null, eventsTo: null },
    from: at(0),
    to: at(9),
  };
  const parts = [];
  for await (const part of readActivity(trail.source, reading, new AbortController().signal)) parts.push(part);
  assert.deepEqual(
    parts.map(({ events, unreadable, progress }) => [events.map(({ id }) => id), unreadable, progress.done]),
    [
      [["e1"], 0, 1],
      [["e3"], 1, 2],
    ],
  );
  assert.deepEqual(trail.asked, [{ subject, from: at(0), to: at(9) }]);
});
