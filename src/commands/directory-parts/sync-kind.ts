import { type DirectoryChange, directoryChange } from "../../core/directory-change.ts";
import type { DirectoryKind, DirectorySource, Seen } from "../../core/directory-source.ts";
import type { Db, Trx } from "../../store/database.ts";
import { stillThere } from "./still-there.ts";
import { count, type SyncRun, stayAlive, writePart } from "./sync-run.ts";

/** One kind of thing in the directory: how it is read, held and written. */
export type Kind<Row extends { goneAt: Date | null }> = {
  name: DirectoryKind;
  read(source: DirectorySource): Promise<Seen<Row>[]>;
  list(db: Db): Promise<Row[]>;
  save(trx: Trx, facts: { things: Seen<Row>[]; readAt: Date }): Promise<unknown>;
  markGone(trx: Trx, facts: { ids: string[]; at: Date; readAt: Date }): Promise<unknown>;
  idOf(thing: Seen<Row>): string;
  nameOf(thing: Seen<Row>): string;
};

/** An audit event tells of so many things by name, and of the rest by number. */
const namedAtMost = 20;

const isEmpty = <Row extends { goneAt: Date | null }>(change: DirectoryChange<Row>) =>
  change.added.length + change.changed.length + change.back.length + change.gone.length === 0;

/** What changed, in numbers and the first names of each sort. */
export const tellChange = <Row extends { goneAt: Date | null }>(
  change: DirectoryChange<Row>,
  kind: Pick<Kind<Row>, "idOf" | "nameOf">,
): Record<string, unknown> | undefined => {
  if (isEmpty(change)) return undefined;
  const named = (things: Seen<Row>[]) =>
    things.slice(0, namedAtMost).map((thing) => ({ id: kind.idOf(thing), name: kind.nameOf(thing) }));
  const told = change.changed.slice(0, namedAtMost).map(({ now, was }) => ({
    id: kind.idOf(now),
    name: kind.nameOf(now),
    before: was,
    after: Object.fromEntries(Object.entries(now).filter(([key]) => key in was)),
  }));
  return {
    numbers: {
      added: change.added.length,
      changed: change.changed.length,
      back: change.back.length,
      gone: change.gone.length,
    },
    added: named(change.added),
    changed: told,
    back: named(change.back),
    gone: named(change.gone),
  };
};

/** Keeps the numbers with the sync, and warns when a list was not believed. */
export const recordChange = <Row extends { goneAt: Date | null }>(
  run: SyncRun,
  name: string,
  facts: { change: DirectoryChange<Row>; seen: number },
) => {
  const { change } = facts;
  run.counts[name] = facts.seen;
  count(run, "added", change.added.length + change.back.length);
  count(run, "changed", change.changed.length);
  count(run, "gone", change.gone.length);
  if (change.heldBack === 0) return;
  count(run, "heldBack", change.heldBack);
  run.warnings.push(
    `${name}: AWS listed ${facts.seen}, which lacks ${change.heldBack} that were there; so many are not marked gone at once. If they are truly gone, an admin can have the directory synced with acceptLargeRemovals.`,
  );
};

/** Brings one kind up to date: everything is read first, then written in one transaction, and only what differs; mostly nothing does. */
export const syncKind = async <Row extends { goneAt: Date | null }>(run: SyncRun, kind: Kind<Row>): Promise<void> => {
  const readAt = run.ctx.clock.now();
  const listed = await kind.read(run.source);
  const before = await kind.list(run.ctx.db);
  const kept = await stillThere(run, { kind: kind.name, held: before, listed, idOf: kind.idOf });
  const seen = [...listed, ...kept];
  const changeOf = (held: Row[]) =>
    directoryChange({ held, seen, idOf: kind.idOf, acceptLargeRemovals: run.acceptLargeRemovals });
  const expected = changeOf(before);
  if (isEmpty(expected)) {
    await stayAlive(run);
    recordChange(run, kind.name, { change: expected, seen: seen.length });
    return;
  }
  await writePart(run, kind.name, async (trx, at) => {
    const change = changeOf(await kind.list(trx));
    const things = [...change.added, ...change.back, ...change.changed.map(({ now }) => now)];
    if (things.length > 0) await kind.save(trx, { things, readAt });
    if (change.gone.length > 0) await kind.markGone(trx, { ids: change.gone.map(kind.idOf), at, readAt });
    recordChange(run, kind.name, { change, seen: seen.length });
    return tellChange(change, kind);
  });
};
