import { type SqlBool, sql } from "kysely";
import type { CredentialCut, CutState } from "../core/credential-cuts.ts";
import type { Db, Trx } from "./database.ts";
import type { Schema } from "./schema.ts";

type Row = Schema["credentialCuts"];

export type NewCut = Pick<
  Row,
  | "id"
  | "grantId"
  | "requestId"
  | "personId"
  | "accountId"
  | "permissionSetArn"
  | "permissionSetName"
  | "issuedBefore"
  | "expiresAt"
  | "isEarly"
  | "askedAt"
> & { byEmergencyStop: boolean };

const columns = [
  "id",
  "grantId",
  "requestId",
  "personId",
  "accountId",
  "permissionSetName",
  "issuedBefore",
  "expiresAt",
  "isEarly",
  "byEmergencyStop",
  "state",
  "waits",
  "askedAt",
  "inForceAt",
  "overAt",
] as const;

export type CutRow = Awaited<ReturnType<typeof lockOpenCuts>>[number];

export const insertCuts = (trx: Trx, cuts: readonly NewCut[]) =>
  trx
    .insertInto("credentialCuts")
    .values([...cuts])
    .execute();

/** Those that are asked for or in force, the oldest first. */
export const findOpenCuts = (db: Db) =>
  db.selectFrom("credentialCuts").select(columns).where("overAt", "is", null).orderBy("id").execute();

/** The same, held until the transaction ends. */
export const lockOpenCuts = (trx: Trx) =>
  trx.selectFrom("credentialCuts").select(columns).where("overAt", "is", null).orderBy("id").forUpdate().execute();

/**
 * Of cuts that are not over, those of credentials that may have been issued after the role was last seen with a shorter session hold for
 * as long as the new one lasts. Answers those that do.
 */
export const lengthenCuts = (trx: Trx, facts: { permissionSetArn: string; issuedAfter: Date; minutes: number }) => {
  const expiresAt = sql<Date>`issued_before + make_interval(mins => ${facts.minutes}::integer)`;
  return trx
    .updateTable("credentialCuts")
    .set({ expiresAt })
    .where("overAt", "is", null)
    .where("permissionSetArn", "=", facts.permissionSetArn)
    .where("issuedBefore", ">", facts.issuedAfter)
    .where("expiresAt", "<", expiresAt)
    .returning(columns)
    .execute();
};

/** What became of the credentials of these grants; those that were not to be cut are left out. */
export const findCutsOf = async (db: Db, grantIds: readonly string[]) =>
  grantIds.length === 0
    ? []
    : db
        .selectFrom("credentialCuts")
        .select(columns)
        .where(sql<SqlBool>`grant_id = any(${[...grantIds]}::uuid[])`)
        .execute();

export const toCut = (
  row: Pick<Row, "id" | "personId" | "accountId" | "permissionSetName" | "issuedBefore" | "expiresAt" | "isEarly">,
): CredentialCut => ({
  ...{ id: row.id, personId: row.personId, accountId: row.accountId, permissionSetName: row.permissionSetName },
  ...{ before: row.issuedBefore, until: row.expiresAt, isEarly: row.isEarly },
});

type Change = {
  ids: readonly string[];
  state: "in-force" | "asked" | Extract<CutState, "lifted" | "lapsed">;
  waits?: boolean;
  at: Date;
};

/** Moves these cuts; since when each is, or last was, in force, and when it was over, is kept. */
export const moveCuts = async (trx: Trx, { ids, state, waits = false, at }: Change): Promise<void> => {
  if (ids.length === 0) return;
  await trx
    .updateTable("credentialCuts")
    .set({
      state,
      waits,
      ...(state === "in-force" ? { inForceAt: at } : {}),
      ...(state === "lifted" || state === "lapsed" ? { overAt: at } : {}),
    })
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .execute();
};
