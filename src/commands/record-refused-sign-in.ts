import type { AuditEntry } from "../core/audit.ts";
import type { Reason } from "../core/decision.ts";
import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { happenedSince, holdAuditHead } from "../store/audit-recency.ts";
import type { SignInProtocol } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";

/** Who the provider named, if that far was verified, and which assertion did it. Never the assertion itself. */
export type RefusedSignIn = {
  because: readonly Reason[];
  by: SignInProtocol;
  nameId?: string;
  assertionId?: string;
  address: string;
  /** Past the limit of its address. */
  isOneOfMany: boolean;
};

/** What a stranger put into a name is kept as far as the log can hold it. */
const kept = (text: string | undefined): string | undefined => text?.replaceAll("\0", "").slice(0, 320);

const onceInMs = 60_000;

/**
 * Writes to the audit log that somebody was not signed in, and why: each time within the limit of an address, past it once a minute, with a
 * subject of its own. Whoever floods must not be able to fill the log, nor to hide in it.
 */
export const recordRefusedSignIn = async (ctx: CommandContext, refused: RefusedSignIn): Promise<void> => {
  const { because, by, nameId, assertionId, address, isOneOfMany } = refused;
  const at = ctx.clock.now();
  const subjectId = isOneOfMany ? `past the limit of ${address}` : kept(assertionId) || "unverified";
  const recent = { action: "sign-in.refused", subjectId, since: addMilliseconds(at, -onceInMs) };
  const entry: AuditEntry = {
    actor: { kind: "anonymous" },
    action: recent.action,
    subject: { kind: "sign-in", id: subjectId },
    data: { via: by, because, nameId: kept(nameId), address, ...(isOneOfMany ? { isOneOfMany } : {}) },
  };
  if (isOneOfMany && (await happenedSince(ctx.db, recent))) return;
  await ctx.db.transaction().execute(async (trx) => {
    if (isOneOfMany) {
      await holdAuditHead(trx);
      if (await happenedSince(trx, recent)) return;
    }
    await appendAudit(trx, { at, newId: ctx.ids.newId }, [entry]);
  });
};
