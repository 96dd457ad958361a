import type { Context } from "hono";
import { recordRefusedSignIn } from "../commands/record-refused-sign-in.ts";
import type { Reason } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { clientAddress } from "./client-address.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { rateLimit } from "./rate-limit.ts";

/** Beginning to sign in costs one point. */
const refusedCosts = 10;

/** Who was named, as far as that was verified when it was refused. */
export type Named = { nameId?: string; assertionId?: string };

export type SignInAttempts = ReturnType<typeof signInAttempts>;

/** Why it was refused; none when nobody at the browser is to blame. */
const reasonsOf = (problem: unknown): Reason[] => {
  if (problem instanceof EdgeRefusal) return [problem.reason];
  return problem instanceof Refusal && problem.kind !== "unavailable" ? problem.reasons : [];
};

/** Counts sign-ins by address, and keeps what was refused in the audit log. */
export const signInAttempts = (context: AppContext) => {
  const begun = rateLimit(context.limits.signInsPerMinute);
  const refused = rateLimit(context.limits.signInsPerMinute);
  const addressOf = (c: Context<AppEnv>) => clientAddress(c, context.limits.trustedProxies);
  return {
    begin: (c: Context<AppEnv>): Promise<void> => begun.spend(addressOf(c)),
    /** Whoever goes on with what is no good is told to wait; who can prove who they are is let in from that address all the same. */
    refuse: async (c: Context<AppEnv>, facts: { problem: unknown; by: "saml" | "oidc"; named: Named }) => {
      const { problem, by, named } = facts;
      const because = reasonsOf(problem);
      if (because.length === 0) return;
      const address = addressOf(c);
      const tooMany = await refused.spend(address, refusedCosts).then(
        () => undefined,
        (limited: unknown) => limited,
      );
      await recordRefusedSignIn(context, { because, by, address, isOneOfMany: tooMany !== undefined, ...named });
      if (tooMany !== undefined) throw tooMany;
    },
  };
};
