import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { KyselyPlugin } from "kysely";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { findAuditAfter } from "../store/audit-events.ts";
import { findVisibleEvents, findVisibleToEach } from "./find-visible-events.ts";
import { sendRequest } from "./send-request.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const countingQueries = () => {
  const counted = { queries: 0 };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      counted.queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { counted, db: world.db.withPlugin(plugin) };
};

test("each sees of a batch what they would see alone, and many cost no more reading than one", async () => {
  const { people } = world;
  await sendRequest(world.ctx, {
    caller: { personId: people.requester.id },
    input: {
      accountIds: [world.accounts.first.id],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: "deploy",
    },
  });
  const events = await findAuditAfter(world.db, 0, 100);
  const everybody = Object.values(people).map(({ id }) => id);
  const queriesFor = async (personIds: readonly string[]) => {
    const { counted, db } = countingQueries();
    const visibleTo = await findVisibleToEach(db, { personIds, events });
    return { seen: personIds.map((personId) => visibleTo({ personId })), queries: counted.queries };
  };
  const one = await queriesFor([people.requester.id]);
  const all = await queriesFor(everybody);
  assert.ok(all.queries <= one.queries + 1, `${all.queries} queries for ${everybody.length}, ${one.queries} for one`);
  const alone = await Promise.all(
    everybody.map((personId) => findVisibleEvents(world.db, { caller: { personId }, events })),
  );
  assert.deepEqual(all.seen, alone);
  assert.deepEqual(
    alone.map(({ length }) => length > 0),
    Object.keys(people).map((who) => who !== "stranger"),
  );
});

test("whose groups are stale is no auditor among them, and who is disabled is refused alone", async () => {
  const { people } = world;
  const events = await findAuditAfter(world.db, 0, 100);
  const disabled = people.stranger.id;
  await world.db.updateTable("people").set({ enabled: false }).where("id", "=", disabled).execute();
  const visibleTo = await findVisibleToEach(world.db, { personIds: [people.auditor.id, disabled], events });
  assert.deepEqual(visibleTo({ personId: people.auditor.id, groupsAreStale: true }), []);
  assert.deepEqual(visibleTo({ personId: people.auditor.id }), events);
  for (const personId of [disabled, people.requester.id])
    assert.throws(() => visibleTo({ personId }), { code: "person.not-present" });
});
