import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import type { Db, Trx } from "../src/store/database.ts";
import { besideTransaction } from "./guard-transactions.ts";
import { onPostgres, openTestDatabase } from "./with-database.ts";

const ask = (db: Db | Trx) => sql`select 1`.execute(db);

test("on a server the outer db within a transaction throws at once, however far inside, and fails the test that catches it; beside it and after it nothing does", {
  skip: onPostgres ? false : "On PGlite it waits for ever.",
}, async () => {
  const { db, close } = await openTestDatabase();
  try {
    const secondConnection = { message: /second connection .* within a transaction/ };
    const begin = (inside: (trx: Trx) => Promise<unknown>) => db.transaction().execute(inside);
    await assert.rejects(
      begin(() => ask(db)),
      secondConnection,
    );
    const farInside = async (trx: Trx) => {
      await ask(trx);
      await new Promise((resolve) => setTimeout(resolve, 1));
      await Promise.all([ask(trx), begin(ask)]);
    };
    await assert.rejects(begin(farInside), secondConnection);

    const caught = await openTestDatabase();
    await assert.rejects(caught.close(), secondConnection);

    const goesOn = Promise.withResolvers<void>();
    let later: Promise<unknown> | undefined;
    const leavesBehind = async (trx: Trx) => {
      later = goesOn.promise.then(() => ask(db));
      await ask(trx);
    };
    await Promise.all([begin(leavesBehind), begin(ask), ask(db), begin(() => besideTransaction(() => ask(db)))]);
    goesOn.resolve();
    await later;
    await ask(db);
  } finally {
    await close();
  }
});
