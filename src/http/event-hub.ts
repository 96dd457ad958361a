import type { Caller } from "../commands/context.ts";
import { findVisibleActivity } from "../commands/find-activity.ts";
import { findVisibleToEach } from "../commands/find-visible-events.ts";
import type { AuditEvent } from "../core/audit.ts";
import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { addMilliseconds, type Scheduler } from "../core/time.ts";
import { findAuditAfter, readAuditHead } from "../store/audit-events.ts";
import type { Db } from "../store/database.ts";

const pageSize = 500;
/** Between looks when nobody tells us, and between signs of life on an open line. */
const beatMs = 15_000;
/** However much moves, the word that something did waits this long and gathers. */
const stirMs = 1_000;
const mostSubscribers = 500;
const mostForOnePerson = 10;

/** What was appended up to this number, as each of those who followed when it was read may see it; refuses who may follow no longer. */
export type Batch = { upTo: number; visibleTo(caller: Caller): AuditEvent[] };

export type Subscriber = {
  personId: string;
  /** Called with what was appended, in order, nothing left out. */
  receive(batch: Batch): void;
  /** A sign of life. */
  beat(): void;
  /** Called when figures may have moved that no event tells of; for who may read those. */
  stirred?: (() => void) | undefined;
  /** Called when more was read of what was done with grants: with those whose activity a caller may see. */
  found?: ((visibleTo: (caller: Caller) => string[]) => void) | undefined;
};

type Listen = (on: {
  told(): void;
  stirred(): void;
  found(grantId: string): void;
  lost(problem: unknown): void;
}) => Promise<{ stop(): Promise<void> }>;

const personIdsOf = (told: readonly Subscriber[]) => [...new Set(told.map(({ personId }) => personId))];

const tooMany = (message: string) => new Refusal("unavailable", [refuse("events.too-many", message)]);

/**
 * One reader of the audit log for all clients of this process: what each may see of a batch is read once for all of them, after the
 * batch was written, and the next batch is whatever came meanwhile. However slow the database is, the lines fall no further behind
 * than one reading. It is told by the database, and looks by itself at every beat in case it was not. Nobody connected: it reads nothing.
 */
export class EventHub {
  readonly #facts: { db: Db; scheduler: Scheduler; listen: Listen; warn(problem: unknown): void };
  readonly #subscribers = new Set<Subscriber>();
  readonly #ending = new AbortController();
  #listening: { stop(): Promise<void> } | undefined;
  #beginning: Promise<void> | undefined;
  #lastSeq = 0;
  #reading: Promise<void> | undefined;
  #isToldAgain = false;
  #beating: Promise<void> | undefined;
  #stirring: Promise<void> | undefined;
  #finding: Promise<void> | undefined;
  readonly #found = new Set<string>();

  constructor(facts: { db: Db; scheduler: Scheduler; listen: Listen; warn(problem: unknown): void }) {
    this.#facts = facts;
  }

  /** What is looked up for open lines is read here too: they wait in no line behind the pages. */
  get db(): Db {
    return this.#facts.db;
  }

  async start(): Promise<void> {
    this.#lastSeq = (await readAuditHead(this.#facts.db)).seq;
    await this.#listen();
    this.#beating = this.#beat();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#beating;
    await this.#stirring;
    await this.#finding;
    await this.#reading;
    await this.#beginning;
    await this.#listening?.stop();
    this.#subscribers.clear();
  }

  /** The seq after which this subscriber will be told everything; refuses when there are too many already. */
  subscribe(subscriber: Subscriber): { after: number; unsubscribe(): void } {
    const ofThisPerson = [...this.#subscribers].filter(({ personId }) => personId === subscriber.personId).length;
    if (ofThisPerson >= mostForOnePerson)
      throw tooMany(`You follow events ${ofThisPerson} times already. Close one first.`);
    if (this.#subscribers.size >= mostSubscribers) throw tooMany("Too many follow events here. Try again later.");
    this.#subscribers.add(subscriber);
    return { after: this.#lastSeq, unsubscribe: () => void this.#subscribers.delete(subscriber) };
  }

  async #listen(): Promise<void> {
    try {
      this.#listening = await this.#facts.listen({
        told: () => this.#look(),
        stirred: () => this.#stir(),
        found: (grantId) => this.#find(grantId),
        lost: (problem) => {
          this.#listening = undefined;
          this.#facts.warn(problem);
        },
      });
    } catch (problem) {
      this.#facts.warn(problem);
    }
  }

  async #beat(): Promise<void> {
    const { scheduler } = this.#facts;
    for (;;) {
      await scheduler.sleepUntil(addMilliseconds(scheduler.now(), beatMs), this.#ending.signal);
      if (this.#ending.signal.aborted) return;
      // Nothing waits for it: a server that does not answer would hold back the sign of life for longer than clients believe in one.
      if (!this.#listening)
        this.#beginning ??= this.#listen().finally(() => {
          this.#beginning = undefined;
        });
      this.#look();
      for (const subscriber of this.#subscribers) subscriber.beat();
    }
  }

  /** Soon, once, for however many times it is called until then. */
  #stir(): void {
    const { scheduler, warn } = this.#facts;
    this.#stirring ??= scheduler
      .sleepUntil(addMilliseconds(scheduler.now(), stirMs), this.#ending.signal)
      .then(() => {
        this.#stirring = undefined;
        if (this.#ending.signal.aborted) return;
        for (const subscriber of this.#subscribers) subscriber.stirred?.();
      })
      .catch(warn);
  }

  /** Soon, once for each grant, however often it is told until then. */
  #find(grantId: string): void {
    if (this.#subscribers.size === 0) return;
    this.#found.add(grantId);
    this.#finding ??= this.#tellWhileFound();
  }

  /** One reading at a time. What could not be read is told after the next beat's time, with whatever was found by then. */
  async #tellWhileFound(): Promise<void> {
    const { scheduler, warn } = this.#facts;
    let waitMs = stirMs;
    while (this.#found.size > 0) {
      await scheduler.sleepUntil(addMilliseconds(scheduler.now(), waitMs), this.#ending.signal);
      if (this.#ending.signal.aborted) return;
      const grantIds = [...this.#found];
      this.#found.clear();
      waitMs = stirMs;
      try {
        await this.#tellFound(grantIds);
      } catch (problem) {
        warn(problem);
        for (const grantId of grantIds) this.#found.add(grantId);
        waitMs = beatMs;
      }
    }
    this.#finding = undefined;
  }

  async #tellFound(grantIds: string[]): Promise<void> {
    const told = [...this.#subscribers].filter(({ found }) => found);
    if (told.length === 0) return;
    const visibleTo = await findVisibleActivity(this.#facts.db, { personIds: personIdsOf(told), grantIds });
    for (const subscriber of this.#still(told)) subscriber.found?.(visibleTo);
  }

  /** Whoever did not leave meanwhile. */
  #still(told: readonly Subscriber[]): Subscriber[] {
    return told.filter((one) => this.#subscribers.has(one));
  }

  /** One look at a time; being told during one means another after it. */
  #look(): void {
    if (this.#ending.signal.aborted) return;
    if (this.#reading) {
      this.#isToldAgain = true;
      return;
    }
    this.#reading = this.#read()
      .catch((problem) => this.#facts.warn(problem))
      .finally(() => {
        this.#reading = undefined;
        if (!this.#isToldAgain) return;
        this.#isToldAgain = false;
        this.#look();
      });
  }

  async #read(): Promise<void> {
    const { db } = this.#facts;
    if (this.#subscribers.size === 0) {
      const { seq } = await readAuditHead(db);
      // Whoever came meanwhile was promised everything after the number that still stands.
      if (this.#subscribers.size === 0) {
        this.#lastSeq = seq;
        return;
      }
    }
    for (;;) {
      const events = await findAuditAfter(db, this.#lastSeq, pageSize);
      const last = events.at(-1);
      if (last) await this.#tell(events, last.seq);
      if (events.length < pageSize) return;
    }
  }

  /** Who comes while this is read is promised what follows it, and looks for themself at what came before. Told again when it fails. */
  async #tell(events: AuditEvent[], upTo: number): Promise<void> {
    const toldBefore = this.#lastSeq;
    const told = [...this.#subscribers];
    this.#lastSeq = upTo;
    try {
      const visibleTo = await findVisibleToEach(this.#facts.db, { personIds: personIdsOf(told), events });
      for (const subscriber of this.#still(told)) subscriber.receive({ upTo, visibleTo });
    } catch (problem) {
      this.#lastSeq = toldBefore;
      throw problem;
    }
  }
}
