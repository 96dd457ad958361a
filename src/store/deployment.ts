import type { Deployment } from "../core/directory-source.ts";
import type { Db, Trx } from "./database.ts";

/** Where Stint runs, as the last sync saw it; undefined before the first. */
export const findDeployment = (db: Db): Promise<Deployment | undefined> =>
  db
    .selectFrom("deployment")
    .select(["instanceArn", "identityStoreId", "managementAccountId", "callerAccountId"])
    .where("id", "=", 1)
    .executeTakeFirst();

export const saveDeployment = (trx: Trx, deployment: Deployment) =>
  trx
    .insertInto("deployment")
    .values({ id: 1, ...deployment })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(deployment))
    .execute();
