import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { insertGrant } from "../../../test/a-grant.ts";
import { addMinutes } from "../../core/time.ts";
import { appendAudit } from "../../store/audit-events.ts";
import type { Db } from "../../store/database.ts";
import { lockDataDir } from "../lock-data-dir.ts";
import { openDemoDatabase } from "../open-demo-database.ts";
import { StartProblem } from "../start-problem.ts";
import { restoreBackup } from "./restore-backup.ts";
import { finishRestore, swapDatabase } from "./swap-database.ts";
import { takeBackup } from "./take-backup.ts";

let place: string;
before(() => {
  place = mkdtempSync(join(tmpdir(), "stint-backup-"));
});
after(() => rmSync(place, { recursive: true, force: true }));

const at = new Date("2026-11-20T10:00:00Z");
const dataDir = () => join(place, "data");
const copy = () => join(place, "stint.backup");
const fails = (words: RegExp) => (problem: unknown) => problem instanceof StartProblem && words.test(problem.message);

const withDatabase = async <Answer>(work: (db: Db) => Promise<Answer>): Promise<Answer> => {
  const folder = lockDataDir(dataDir());
  const database = await openDemoDatabase(dataDir());
  try {
    return await work(database.db);
  } finally {
    await database.close();
    folder.release();
  }
};

const record = (id: string) =>
  withDatabase((db) =>
    db
      .transaction()
      .execute((trx) =>
        appendAudit(trx, { at, newId: () => crypto.randomUUID() }, [
          { actor: { kind: "system" }, action: "test.recorded", subject: { kind: "test", id } },
        ]),
      ),
  );

const recorded = () =>
  withDatabase(async (db) => {
    const rows = await db.selectFrom("auditEvents").select("subjectId").orderBy("seq").execute();
    return rows.map(({ subjectId }) => subjectId);
  });

const scheduled = async (db: Db) => {
  const key = {
    personId: randomUUID(),
    accountId: "111111111111",
    permissionSetArn: "arn:aws:sso:::permissionSet/x/y",
  };
  const [startsAt, endsAt] = [addMinutes(at, 60), addMinutes(at, 120)];
  return { key, id: await insertGrant(db, { key, startsAt, endsAt, approvedAt: at }) };
};

test("what was backed up comes back, whatever was done since, and what was there is kept beside it", async () => {
  await record("before");
  const { key, id } = await withDatabase(scheduled);
  const words = await takeBackup({ dataDir: dataDir(), file: copy(), force: false });
  assert.match(words.join("\n"), /read back[\s\S]*whole: 1 events/);
  assert.equal(statSync(copy()).mode & 0o777, 0o600);
  await record("since");
  await assert.rejects(restoreBackup({ dataDir: dataDir(), file: copy(), force: false, at }), fails(/--force/));
  assert.deepEqual(await recorded(), ["before", "since"]);
  const said = await restoreBackup({ dataDir: dataDir(), file: copy(), force: true, at });
  assert.match(said.join("\n"), /sign in again[\s\S]*One access that had not begun was ended/);
  assert.match(said.join("\n"), /kept in .*database\.before-2026-11-20T10-00-00-000Z/);
  assert.deepEqual(await recorded(), ["before", "database", id]);
  // It may have been revoked after the backup was taken: nothing wants it, and nothing will begin.
  const rows = await withDatabase((db) => db.selectFrom("grants").select(["personId", "state", "endReason"]).execute());
  assert.deepEqual(rows, [{ personId: key.personId, state: "ended", endReason: "restored" }]);
});

test("a file that is there is not overwritten without being told to", async () => {
  const was = readFileSync(copy());
  await assert.rejects(takeBackup({ dataDir: dataDir(), file: copy(), force: false }), fails(/is there already/));
  assert.deepEqual(readFileSync(copy()), was);
  const nowhere = takeBackup({ dataDir: dataDir(), file: join(place, "nowhere", "copy"), force: false });
  await assert.rejects(nowhere, fails(/There is no folder/));
});

test("while another process has the database open, neither is done, and it is said what to stop", async () => {
  const folder = lockDataDir(dataDir());
  const inUse = fails(/in use by another process/);
  await assert.rejects(takeBackup({ dataDir: dataDir(), file: join(place, "other"), force: false }), inUse);
  await assert.rejects(restoreBackup({ dataDir: dataDir(), file: copy(), force: true, at }), inUse);
  folder.release();
});

test("what is no backup, or half of one, changes nothing", async () => {
  const half = readFileSync(copy());
  const damaged = join(place, "damaged");
  for (const content of [Buffer.from("no backup"), half.subarray(0, half.length / 2)]) {
    writeFileSync(damaged, content);
    const restoring = restoreBackup({ dataDir: dataDir(), file: damaged, force: true, at });
    await assert.rejects(restoring, fails(/no backup of Stint, or a damaged one/));
  }
  assert.equal((await recorded())[0], "before");
});

test("a backup of a newer version is refused by name", async () => {
  await withDatabase((db) =>
    sql`insert into kysely_migration (name, timestamp) values ('999-of-tomorrow', '2027')`.execute(db),
  );
  const file = join(place, "tomorrow");
  await takeBackup({ dataDir: dataDir(), file, force: false });
  const elsewhere = join(place, "elsewhere");
  const restoring = restoreBackup({ dataDir: elsewhere, file, force: false, at });
  await assert.rejects(restoring, fails(/newer version of Stint \(it has 999-of-tomorrow\)/));
  assert.equal(existsSync(join(elsewhere, "database")), false);
});

/** What is in the place of the database: the name of what was laid out there. */
const inPlace = (folder: string) => {
  const database = join(folder, "database");
  return existsSync(database) ? readdirSync(database)[0] : undefined;
};

test("a restore that is killed at any point of the exchange leaves the old database in place, or the start puts the new one there", () => {
  const lay = (folder: string, name: string, content: string) =>
    mkdirSync(join(folder, name, content), { recursive: true });
  const points: [string, Record<string, string>, string][] = [
    ["while it is laid out", { database: "old", "database.restoring": "half" }, "old"],
    ["before the old one is put aside", { database: "old", "database.restored": "new" }, "old"],
    ["after it", { "database.before-x": "old", "database.restored": "new" }, "new"],
    ["at the end", { "database.before-x": "old", database: "new" }, "new"],
  ];
  for (const [what, found, expected] of points) {
    const folder = mkdtempSync(join(place, "killed-"));
    for (const [name, content] of Object.entries(found)) lay(folder, name, content);
    finishRestore(folder);
    assert.equal(inPlace(folder), expected, what);
    lay(folder, "made", "newest");
    const aside = swapDatabase(folder, join(folder, "made"), at);
    assert.deepEqual([inPlace(folder), readdirSync(aside ?? "")[0]], ["newest", expected], `${what}, then again`);
  }
});

test("a backup that is killed leaves no file of that name, and the database as it was", async () => {
  const file = join(place, "killed.backup");
  const was = await recorded();
  const main = new URL("../main.ts", import.meta.url).pathname;
  const env = { PATH: process.env.PATH, STINT_DATA_DIR: dataDir() };
  const child = spawn(process.execPath, [main, "backup", file], { env, stdio: "ignore" });
  const ended = once(child, "exit");
  // The lock is taken before the database is opened; half a second on it is in the middle of it.
  while (child.exitCode === null && !isHeld()) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill("SIGKILL");
  await ended;
  assert.equal(existsSync(file), false);
  assert.deepEqual(await recorded(), was);
});

const isHeld = () => {
  try {
    lockDataDir(dataDir()).release();
    return false;
  } catch (problem) {
    if (problem instanceof StartProblem) return true;
    throw problem;
  }
};
