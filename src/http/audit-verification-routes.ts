import type { z } from "zod";
import { askAuditVerification } from "../commands/ask-audit-verification.ts";
import { auditVerificationOperations as operations } from "../contract/audit-verification.ts";
import { readAnchor } from "../store/audit-anchor.ts";
import { readAuditHead } from "../store/audit-events.ts";
import { findLastVerification, findRunningVerification } from "../store/audit-verifications.ts";
import type { Db } from "../store/database.ts";
import type { AppContext } from "./app-context.ts";
import { assertAuditor } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { type Api, serve } from "./serve-operation.ts";

type Answer = z.input<typeof operations.get.output & {}>;

const whatIsKnown = async (db: Db): Promise<Answer> => {
  const { seq, hash, lookedAt, broken: brokenSince } = await readAnchor(db);
  const [running, last] = [await findRunningVerification(db), await findLastVerification(db)];
  const names = await findNames(db, { personIds: [running?.askedById, last?.askedById] });
  const askedBy = (id: string | null) => (id === null ? null : names.person(id));
  const broken = last?.broken ?? brokenSince;
  return {
    outcome: broken ? "broken" : last ? "whole" : "unknown",
    broken,
    head: await readAuditHead(db),
    checkedUpTo: { seq, hash, lookedAt },
    last:
      last?.finishedAt && last.outcome !== "running"
        ? {
            startedAt: last.startedAt,
            askedBy: askedBy(last.askedById),
            finishedAt: last.finishedAt,
            outcome: last.outcome,
            events: last.checkedSeq,
          }
        : null,
    running: running
      ? {
          startedAt: running.startedAt,
          askedBy: askedBy(running.askedById),
          checked: running.checkedSeq,
          events: running.headSeq,
        }
      : null,
    abilities: { verify: true },
  };
};

export const serveAuditVerification = (api: Api, context: AppContext): void => {
  serve(api, operations.get, async ({ personas }) => {
    assertAuditor(personas);
    return whatIsKnown(context.db);
  });

  serve(api, operations.start, async ({ caller }) => {
    await askAuditVerification(context, caller);
    return whatIsKnown(context.db);
  });
};
