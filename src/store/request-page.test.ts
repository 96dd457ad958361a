import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import type { RequestState } from "../core/request.ts";
import type { Database } from "./database.ts";
import { findRequestPage, type RequestPageQuery, type RequestView } from "./request-page.ts";

let database: Database;
const start = Date.parse("2026-11-20T00:00:00Z");
const now = new Date(start);
const states: RequestState[] = ["pending", "approved", "rejected", "cancelled", "approved"];
const accountOf = (n: number) => String(n).padStart(12, "0");

type Row = {
  id: string;
  requesterId: string;
  accountIds: string[];
  permissionSetArn: string;
  state: RequestState;
  createdAt: Date;
  expiresAt: Date;
};
const rows: Row[] = [];

/** Some for two accounts, and now and then three at one instant. */
before(async () => {
  database = await openTestDatabase();
  for (let n = 0; n < 70; n += 1) {
    const createdAt = new Date(start - (70 - (n % 9 < 3 ? n - (n % 9) : n)) * 60_000);
    const state = states[n % states.length] ?? "approved";
    const row = {
      id: randomUUID(),
      requesterId: `p${n % 3}`,
      accountIds: n % 4 === 0 ? [accountOf(n % 5), accountOf((n + 1) % 5)] : [accountOf(n % 5)],
      permissionSetArn: `ps-${n % 2}`,
      state,
      createdAt,
      expiresAt: new Date(start + (70 - n) * 60_000),
    };
    rows.push(row);
    await database.db
      .insertInto("requests")
      .values({
        ...row,
        askedStartsAt: null,
        durationMinutes: 60,
        ticket: null,
        justification: "because",
        approvalRequired: true,
        approvalsNeeded: 1,
        closedAt: state === "pending" ? null : createdAt,
        idempotencyKey: null,
        idempotencyHash: null,
      })
      .execute();
  }
});
after(() => database.close());

const everyPage = async (query: Omit<RequestPageQuery, "limit">) => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await findRequestPage(database.db, { ...query, cursor, limit: 4 });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
};

const newestFirst = (some: readonly Row[]) =>
  [...some].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

const scopes = [
  { permissionSetArns: [], accountIds: [accountOf(1), accountOf(4)] },
  { permissionSetArns: ["ps-1"], accountIds: [accountOf(1), accountOf(2)] },
];
const isIn = (scope: (typeof scopes)[number], row: Row, accountId: string) =>
  scope.accountIds.includes(accountId) &&
  (scope.permissionSetArns.length === 0 || scope.permissionSetArns.includes(row.permissionSetArn));

for (const coverage of [scopes.slice(0, 1), scopes.slice(1), scopes])
  for (const lookThrough of [undefined, 5, 20])
    test(`${coverage.length} scopes with ${lookThrough ?? "the usual number"} looked through hold what is in them, once and in order`, async () => {
      const inScope = rows.filter((row) => row.accountIds.some((id) => coverage.some((scope) => isIn(scope, row, id))));
      const view = { kind: "in-scope", coverage } as const;
      const narrowed = [
        { query: {}, holds: () => true },
        { query: { states: ["rejected", "cancelled"] }, holds: ({ state }) => /rejected|cancelled/.test(state) },
        { query: { states: ["expired"] }, holds: () => false },
        { query: { requesterId: "p1" }, holds: ({ requesterId }) => requesterId === "p1" },
        { query: { permissionSetArn: "ps-1" }, holds: ({ permissionSetArn }) => permissionSetArn === "ps-1" },
        { query: { accountId: accountOf(2) }, holds: ({ accountIds }) => accountIds.includes(accountOf(2)) },
      ] as const satisfies { query: Partial<RequestPageQuery>; holds: (row: Row) => boolean }[];
      for (const { query, holds } of narrowed) {
        const expected = newestFirst(inScope.filter(holds));
        assert.deepEqual(await everyPage({ view, lookThrough, ...query }), expected);
        assert.deepEqual(await everyPage({ view, lookThrough, ...query, sort: "createdAt" }), expected.toReversed());
      }
      const isWhole = (row: Row) =>
        row.accountIds.every((id) => coverage.some((scope) => isIn(scope, row, id))) && row.state === "pending";
      const toDecide: RequestView = { kind: "to-decide", coverage, ownIds: ["p2"], now };
      const decidable = newestFirst(rows.filter((row) => isWhole(row) && row.requesterId !== "p2"));
      assert.deepEqual(await everyPage({ view: toDecide, lookThrough }), decidable);
    });
