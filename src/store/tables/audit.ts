import type { Generated } from "kysely";
import type { Break } from "../../core/audit-chain.ts";
import type { Json } from "./json-column.ts";

export type AuditEventTable = {
  seq: number;
  id: string;
  at: Date;
  actorKind: "person" | "policy" | "system" | "anonymous";
  actorId: string | null;
  actorVia: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  requestId: string | null;
  grantId: string | null;
  personId: string | null;
  accountId: string | null;
  data: Json<Record<string, unknown>>;
  previousHash: string;
  hash: string;
};

/** One reading of the audit log from its first event. */
export type AuditVerificationTable = {
  id: string;
  startedAt: Date;
  finishedAt: Date | null;
  /** Null: nobody asked, it was time. */
  askedById: string | null;
  outcome: "running" | "whole" | "broken";
  checkedSeq: Generated<number>;
  checkedHash: Generated<string>;
  /** The newest event when it began: so far it reads. */
  headSeq: number;
  headHash: string;
  broken: Json<Break> | null;
  /** The first break that was found so far. */
  found: Json<Break> | null;
};

/** The newest event that was looked at. */
export type AuditAnchorTable = {
  id: 1;
  seq: number;
  hash: string;
  lookedAt: Date | null;
  /** What was wrong on the way to it, until a reading from the beginning finds all in order. */
  broken: Json<Break> | null;
  /** The breaks of which people were told. */
  raised: Json<Break[]> | null;
};
