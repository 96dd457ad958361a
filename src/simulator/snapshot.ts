import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KeptClock, SavedClock } from "./clock.ts";
import type { OrganisationIds } from "./rows.ts";
import { emptyWorld, type TableName, type World } from "./world.ts";

const FORMAT = "stint-simulator/1";

type Snapshot = {
  format: string;
  clock: SavedClock;
  ids: OrganisationIds;
  tables: Partial<Record<TableName, unknown[]>>;
};

const tableNames: readonly TableName[] = [
  "accounts",
  "orgUnits",
  "permissionSets",
  "users",
  "groups",
  "memberships",
  "assignments",
  "provisioned",
  "accessLog",
  "assignmentOperations",
  "provisioningOperations",
  "roleSessions",
  "trailRecords",
  "documents",
];

/** Tables that snapshots of earlier versions do not have: they start empty. */
const newerTables: readonly TableName[] = ["trailRecords"];

const pathOf = (dataDir: string) => join(dataDir, "simulator.json");

const refuse = (path: string, why: string, cause?: unknown) =>
  new Error(
    `The simulator's data in ${path} cannot be read: ${why}. Move it away to start with a fresh organisation, or put back a whole copy.`,
    { cause },
  );

const isMissing = ({ tables }: Snapshot, name: TableName) =>
  !Array.isArray(tables?.[name]) && !(newerTables.includes(name) && tables?.[name] === undefined);

const readSnapshot = (path: string): Snapshot => {
  let snapshot: Snapshot;
  try {
    snapshot = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw refuse(path, "it is not whole JSON", cause);
  }
  if (snapshot?.format !== FORMAT) throw refuse(path, `its format is not ${FORMAT}`);
  if (!snapshot.ids || !snapshot.clock || tableNames.some((name) => isMissing(snapshot, name)))
    throw refuse(path, "parts of it are missing");
  return snapshot;
};

/** The world and clock as they were last kept; undefined when nothing was. Throws when what was kept is not whole. */
export const loadWorld = (dataDir: string): { world: World; clock: SavedClock } | undefined => {
  const path = pathOf(dataDir);
  if (!existsSync(path)) return undefined;
  const snapshot = readSnapshot(path);
  const world = emptyWorld(snapshot.ids);
  for (const name of tableNames) {
    // The rows were written from these very tables; the format string stands for their shapes.
    const put = world[name].put as (row: unknown) => void;
    for (const row of snapshot.tables[name] ?? []) put(row);
  }
  return { world, clock: snapshot.clock };
};

/** Keeps the whole world, or leaves the copy before it: never half of one. */
export const saveWorld = (dataDir: string, world: World, clock: KeptClock): void => {
  const path = pathOf(dataDir);
  mkdirSync(dirname(path), { recursive: true });
  const tables = Object.fromEntries(tableNames.map((name) => [name, world[name].all()]));
  const text = JSON.stringify({ format: FORMAT, clock: clock.saved(), ids: world.ids, tables });
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, "w");
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, path);
};
