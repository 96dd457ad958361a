import type { CommandContext } from "../src/commands/context.ts";
import { readGrantActivity } from "../src/commands/read-grant-activity.ts";
import { takeReadings } from "../src/commands/take-readings.ts";
import type { ActivitySource } from "../src/core/activity-source.ts";
import { addMinutes } from "../src/core/time.ts";
import { insertGrant } from "./a-grant.ts";
import { anAccessWorld } from "./access-world.ts";
import { testStart } from "./builders.ts";
import { type TrailFacts, trailRecord } from "./trail-records.ts";

/** A grant that has run since `testStart`, and what its holder may have done with it. */
export const anActivityWorld = async (ctx: CommandContext, facts: { minutes?: number } = {}) => {
  const world = await anAccessWorld(ctx.db, { approvalRequired: false });
  const { requester, role, accounts } = world;
  const accountId = accounts[0]?.id ?? "";
  const key = { personId: requester.id, accountId, permissionSetArn: role.arn };
  const endsAt = addMinutes(testStart, facts.minutes ?? 60);
  const grantId = await insertGrant(ctx.db, { key, startsAt: testStart, endsAt });
  await ctx.db
    .updateTable("grants")
    .set({ state: "active", activatedAt: testStart })
    .where("id", "=", grantId)
    .execute();
  const record = (id: string, minute: number, part: Partial<TrailFacts> = {}) =>
    trailRecord({
      ...{ id, at: addMinutes(testStart, minute), sessionCreatedAt: addMinutes(testStart, 1), accountId },
      ...{ permissionSetName: role.name, userName: requester.userName, personId: requester.id },
      ...part,
    });
  const end = (at: Date) =>
    ctx.db
      .updateTable("grants")
      .set({ state: "ended", endReason: "elapsed", endedAt: at })
      .where("id", "=", grantId)
      .execute();
  return { ...world, accountId, grantId, record, end };
};

/** Reads what is due, one look after the other, as a worker would; answers the problems. */
export const readAllDue = async (ctx: CommandContext, source: ActivitySource): Promise<unknown[]> => {
  const problems: unknown[] = [];
  for (;;) {
    const { holder, grantIds } = await takeReadings(ctx, { holder: "test", most: 10 });
    if (grantIds.length === 0) return problems.filter((problem) => problem !== undefined);
    const signal = new AbortController().signal;
    for (const grantId of grantIds) problems.push(await readGrantActivity(ctx, { grantId, holder, source, signal }));
  }
};
