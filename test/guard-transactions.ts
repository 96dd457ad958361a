import { AsyncLocalStorage } from "node:async_hooks";
import { TransactionBuilder } from "kysely";
import pg from "pg";

/** The transaction around what runs: no longer open once its callback has ended, whatever was begun there and goes on. */
const around = new AsyncLocalStorage<{ isOpen: boolean }>();

const words =
  "A second connection was asked for within a transaction. Pass the transaction (trx) and not the outer db: on PGlite, which has one connection, this would wait for ever.";

let misuse: Error | undefined;

/** The last that was thrown since this was asked: somebody may have caught it. */
export const takeMisuse = (): Error | undefined => {
  const taken = misuse;
  misuse = undefined;
  return taken;
};

/**
 * From now on in this process, what runs within the callback of a transaction, near or far, cannot take a second connection: asking for one throws.
 * On a server nothing else would tell, and what the transaction wrote would not be seen. Transactions side by side are free to run.
 */
export const guardTransactions = (): void => {
  const { execute } = TransactionBuilder.prototype;
  TransactionBuilder.prototype.execute = function (callback) {
    return execute.call(this, async (trx) => {
      const transaction = { isOpen: true };
      try {
        return await around.run(transaction, () => callback(trx));
      } finally {
        transaction.isOpen = false;
      }
    }) as ReturnType<typeof callback>;
  };
  const { connect } = pg.Pool.prototype;
  pg.Pool.prototype.connect = function (this: pg.Pool, ...told: Parameters<typeof connect>) {
    if (around.getStore()?.isOpen) {
      misuse = new Error(words);
      throw misuse;
    }
    return connect.apply(this, told);
  } as typeof connect;
};

/** Somebody else's doing, begun while a transaction is open that does not wait for it: free to have a connection of its own. */
export const besideTransaction = <Answer>(begin: () => Answer): Answer => around.exit(begin);
