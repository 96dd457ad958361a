import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWholeEngine } from "../../test/whole-engine.ts";
import { beginAssignment } from "../simulator/assignment-life.ts";

const beginsAt = new Date("2026-11-02T08:00:00Z");
const second = (seconds: number) => new Date(beginsAt.getTime() + seconds * 1_000);
/** The people whose access AWS does not remove. */
const refused = new Set<string>();
const isRefused = ({ operation, input }: { operation: string; input: Record<string, unknown> }) =>
  operation === "DeleteAccountAssignment" && refused.has(String(input.PrincipalId));

let whole: Awaited<ReturnType<typeof openWholeEngine>>;
before(async () => {
  const organisation = { seed: 3, accounts: 260, orgUnits: 4, permissionSets: 10, users: 900, groups: 2 };
  whole = await openWholeEngine({ organisation, beginsAt, assignmentMs: [800, 2_500], isRefused });
});
after(() => whole.close());

/** Rows of access that AWS holds and nobody wants any more from then on: as many as there are instants. */
const insert = async (instants: readonly Date[], facts: { from: number; urgent?: boolean; refusals?: number }) => {
  const { world, db } = whole;
  const [accounts, sets, people] = [world.accounts.all(), world.permissionSets.all(), world.users.all()];
  const at = second(-3_600);
  const rows = instants.map((nextAt, index) => {
    const n = facts.from + index;
    const key = {
      personId: people[n % people.length]?.id ?? "",
      accountId: accounts[1 + (n % (accounts.length - 1))]?.id ?? "",
      permissionSetArn: sets[n % sets.length]?.arn ?? "",
    };
    beginAssignment(world, { ...key, principalType: "USER", principalId: key.personId }, at, "seed");
    return {
      ...{ ...key, nextAt, lane: "end" as const, urgent: facts.urgent ?? false },
      ...{ observed: "present" as const, observedAt: at, ownership: "ours" as const },
      ...{ attempts: facts.refusals ?? 0, refusals: facts.refusals ?? 0, unwantedSince: facts.refusals ? at : null },
    };
  });
  for (let n = 0; n < rows.length; n += 500)
    await db
      .insertInto("assignments")
      .values(rows.slice(n, n + 500))
      .execute();
  return rows;
};

test("while AWS refuses two thousand removals of an emergency stop, each end that comes due is sent within a second, and the refused are tried on", async () => {
  const stopped = await insert(
    Array.from({ length: 2_000 }, () => second(0)),
    { from: 100, urgent: true, refusals: 3 },
  );
  for (const { personId } of stopped) refused.add(personId);
  for (const { id } of whole.world.users.all().slice(0, 60)) refused.delete(id);
  const [oneByOne, together] = [Array.from({ length: 8 }, (_, n) => second(2 + n / 2)), Array(8).fill(second(9))];
  const due = [...oneByOne, ...together];
  const ends = await insert(due, { from: 0 });
  whole.start((problem) => assert.fail(String(problem)));
  await whole.runUntil(() => whole.nowMs() > second(12).getTime());

  const removals = whole.calls.filter(({ operation }) => operation === "DeleteAccountAssignment");
  const lateMs = ends.map(({ personId, accountId, nextAt }) => {
    const call = removals.find(({ input }) => input.PrincipalId === personId && input.TargetId === accountId);
    return (call?.atMs ?? Number.POSITIVE_INFINITY) - nextAt.getTime();
  });
  assert.ok(Math.max(...lateMs) < 1_000, `sent after ${lateMs.join(", ")} ms`);
  const again = removals.filter(({ input }) => refused.has(String(input.PrincipalId))).length;
  assert.ok(again > 60, `${again} refused removals were tried again`);
});
