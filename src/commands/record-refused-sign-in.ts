import type { Refusal } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { SignInProtocol } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";

/** Who the provider named, if that far was verified, and which assertion did it. Never the assertion itself. */
export type RefusedSignIn = {
  refusal: Refusal;
  by: SignInProtocol;
  nameId?: string;
  assertionId?: string;
  address?: string;
};

/** What a stranger put into a name is kept as far as the log can hold it. */
const kept = (text: string | undefined): string | undefined => text?.replaceAll("\0", "").slice(0, 320);

/** Writes to the audit log that somebody was not signed in, and why. */
export const recordRefusedSignIn = async (ctx: CommandContext, refused: RefusedSignIn): Promise<void> => {
  const { refusal, by, nameId, assertionId, address } = refused;
  await ctx.db.transaction().execute((trx) =>
    appendAudit(trx, { at: ctx.clock.now(), newId: ctx.ids.newId }, [
      {
        actor: { kind: "anonymous" },
        action: "sign-in.refused",
        subject: { kind: "sign-in", id: kept(assertionId) || "unverified" },
        data: { via: by, because: refusal.reasons, nameId: kept(nameId), address },
      },
    ]),
  );
};
