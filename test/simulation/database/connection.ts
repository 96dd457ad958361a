import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PGliteDialect,
  type QueryResult,
} from "kysely";
import type { Db } from "../../../src/store/database.ts";
import type { Schema } from "../../../src/store/schema.ts";
import { type Actor, actorNamed, type TurnKind, type Turns } from "../time/turns.ts";
import type { DatabaseServer } from "./server.ts";

/** What befalls a statement: refused before it did anything, or its answer is lost after it did. */
export type StatementFault = { when: "before" | "after"; code: string; message: string };

type Facts = {
  server: DatabaseServer;
  turns: Turns;
  strike(at: { actor: Actor; kind: TurnKind; what: string }): StatementFault | undefined;
  /** How long this statement waits before it is done. */
  delayMs(actor: Actor): number;
};

export type SharedDatabase = ReturnType<typeof shareDatabase>;

const errorOf = ({ code, message }: StatementFault) => Object.assign(new Error(message), { code });

/** The first words and the table are enough to recognise it; its values are not the trace's business. */
const shortened = new Map<string, string>();
const inShort = (sql: string): string => {
  const known = shortened.get(sql) ?? sql.replaceAll(/\s+/g, " ").trim().slice(0, 90);
  shortened.set(sql, known);
  return known;
};

/**
 * One database that every process uses through connections of its own. Each statement is a turn. A transaction has the database to
 * itself: what locks are for is tested on a real PostgreSQL; here it is what happens between transactions that counts, and within them.
 */
export const shareDatabase = (facts: Facts) => {
  const { server, turns, strike } = facts;
  const { pglite, run } = server;
  let holder: Connection | undefined;
  let wakes: (() => void)[] = [];

  class Connection implements DatabaseConnection {
    readonly actor: Actor;
    constructor(actor: Actor) {
      this.actor = actor;
    }

    turn<T>(kind: TurnKind, what: string, work: () => Promise<T>): Promise<T> {
      return new Promise((resolve, reject) =>
        turns.add({
          actor: this.actor,
          kind,
          what,
          readyAtMs: turns.nowMs() + facts.delayMs(this.actor),
          isReady: () => holder === undefined || holder === this,
          take: () => this.#struck(kind, what, work).then(resolve, reject),
        }),
      );
    }

    async #struck<T>(kind: TurnKind, what: string, work: () => Promise<T>): Promise<T> {
      const fault = kind === "rollback" ? undefined : strike({ actor: this.actor, kind, what });
      if (fault?.when === "before") {
        await this.#breakOff();
        throw errorOf(fault);
      }
      const answer = await work();
      if (fault) {
        await this.#breakOff();
        throw errorOf(fault);
      }
      return answer;
    }

    /** The server notices that nobody is there any more. */
    async #breakOff() {
      if (holder !== this) return;
      holder = undefined;
      wakes = [];
      await run("rollback");
    }

    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      return this.turn("statement", inShort(query.sql), async () => {
        if (this.#isCutOff) throw errorOf({ when: "before", code: "57P01", message: "the connection was cut" });
        const { rows, affectedRows } = await run(query.sql, query.parameters);
        return { rows: rows as R[], numAffectedRows: BigInt(affectedRows ?? 0) };
      });
    }

    /** It was in a transaction, and the transaction is gone. */
    #inTransaction = false;
    get #isCutOff() {
      return this.#inTransaction && holder !== this;
    }

    begin = () =>
      this.turn("begin", "", async () => {
        holder = this;
        this.#inTransaction = true;
        await run("begin");
      });

    commit = () =>
      this.turn("commit", "", async () => {
        if (this.#isCutOff) throw errorOf({ when: "before", code: "57P01", message: "the connection was cut" });
        await run("commit");
        this.#over();
        const due = wakes;
        wakes = [];
        for (const wake of due) wake();
      });

    rollback = () =>
      this.turn("rollback", "", async () => {
        if (holder === this) await run("rollback");
        if (holder === this) wakes = [];
        this.#over();
      });

    #over() {
      this.#inTransaction = false;
      if (holder === this) holder = undefined;
    }

    // biome-ignore lint/correctness/useYield: nothing of ours streams
    async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
      throw new Error("the simulation streams nothing");
    }
  }

  /** Of whoever looks on: nothing befalls it, and it takes no turns. */
  class Aside extends Connection {
    override turn<T>(_kind: TurnKind, _what: string, work: () => Promise<T>): Promise<T> {
      return work();
    }
  }

  class SimulatedDriver implements Driver {
    readonly #connect: () => Connection;
    constructor(connect: () => Connection) {
      this.#connect = connect;
    }
    async init() {}
    async acquireConnection() {
      return this.#connect();
    }
    async beginTransaction(connection: DatabaseConnection) {
      await (connection as Connection).begin();
    }
    async commitTransaction(connection: DatabaseConnection) {
      await (connection as Connection).commit();
    }
    async rollbackTransaction(connection: DatabaseConnection) {
      await (connection as Connection).rollback();
    }
    async releaseConnection() {}
    async destroy() {}
  }

  class SimulatedDialect extends PGliteDialect {
    readonly #connect: () => Connection;
    constructor(connect: () => Connection) {
      super({ pglite });
      this.#connect = connect;
    }
    override createDriver(): Driver {
      return new SimulatedDriver(this.#connect);
    }
  }

  const reachedBy = (connect: () => Connection): Db =>
    new Kysely<Schema>({
      dialect: new SimulatedDialect(connect),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    });

  return {
    /** The database as this process reaches it. */
    connectAs: (actor: Actor): Db => reachedBy(() => new Connection(actor)),
    /** For who looks on from outside, and only while nobody is in a transaction. */
    lookOn: (): Db => reachedBy(() => new Aside(actorNamed("onlooker"))),
    isHeldBy: (actor: Actor) => holder?.actor === actor,
    isFree: () => holder === undefined,
    /** Called once the transaction under way has committed; never when it does not. */
    onCommit: (wake: () => void) => wakes.push(wake),
    /** An embedded server has one session for everybody, so whose connection ended does not take a lock along. */
    letGo: (lock: { class: number; number: number }) =>
      run("select pg_advisory_unlock($1, $2)", [lock.class, lock.number]),
    /** What a process that died held is rolled back. */
    drop: async (actor: Actor) => {
      if (holder?.actor !== actor) return;
      holder = undefined;
      wakes = [];
      await run("rollback");
    },
  };
};
