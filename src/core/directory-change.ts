import type { Seen } from "./directory-source.ts";

type Held = { goneAt: Date | null };

/** What a newly read list means for the rows we hold. Each thing is in one part at most. */
export type DirectoryChange<Row extends Held> = {
  added: Seen<Row>[];
  /** Known, and told differently now; `was` has only what differs. */
  changed: { now: Seen<Row>; was: Partial<Row> }[];
  /** Held as gone, and there again. */
  back: Seen<Row>[];
  gone: Row[];
  /** How many would have been marked gone, had that not been more than is believable. */
  heldBack: number;
};

/** A few vanishing at once are believed, however small the kind is. */
const fewAtOnce = 10;

/** A list that lacks most of what was there is more likely a wrong list than a wrong mirror. */
const isBelievable = (vanished: number, present: number) => vanished <= fewAtOnce || vanished * 2 <= present;

const differences = <Row extends Held>(seen: Seen<Row>, row: Row): Partial<Row> => {
  const was: Partial<Row> = {};
  for (const key of Object.keys(seen) as (keyof Seen<Row>)[])
    if (JSON.stringify(seen[key]) !== JSON.stringify(row[key])) was[key] = row[key];
  return was;
};

/**
 * Compares what was read with what is held. More than half of a kind is never marked gone in one go, unless it is a handful
 * or somebody said that so much may go.
 */
export const directoryChange = <Row extends Held>(facts: {
  held: readonly Row[];
  seen: readonly Seen<Row>[];
  idOf(thing: Seen<Row>): string;
  acceptLargeRemovals: boolean;
}): DirectoryChange<Row> => {
  const held = new Map(facts.held.map((row) => [facts.idOf(row), row]));
  // A list that shifts while it is read can name a thing twice; the later telling is the newer.
  const seen = new Map(facts.seen.map((thing) => [facts.idOf(thing), thing]));
  const change: DirectoryChange<Row> = { added: [], changed: [], back: [], gone: [], heldBack: 0 };
  for (const [id, thing] of seen) {
    const row = held.get(id);
    if (!row) change.added.push(thing);
    else if (row.goneAt !== null) change.back.push(thing);
    else {
      const was = differences(thing, row);
      if (Object.keys(was).length > 0) change.changed.push({ now: thing, was });
    }
  }
  const present = [...held.values()].filter((row) => row.goneAt === null);
  const vanished = present.filter((row) => !seen.has(facts.idOf(row)));
  if (facts.acceptLargeRemovals || isBelievable(vanished.length, present.length)) change.gone = vanished;
  else change.heldBack = vanished.length;
  return change;
};
