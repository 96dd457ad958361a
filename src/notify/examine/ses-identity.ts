import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import type { SesSettings } from "../ses.ts";

export type SesIdentity = {
  identity: string;
  /** Null when it may not be asked; `unknown`: SES knows no such identity. */
  state: "verified" | "unverified" | "unknown" | null;
};

export type SesSender = {
  /** The address itself, then its domain: SES sends if either is verified. */
  identities: SesIdentity[];
  /** Whether SES sends to nobody but verified addresses; null when that may not be asked. */
  isInSandbox: boolean | null;
};

/** What SES knows of the sender. What may not be asked is left open; throws when SES does not answer at all. */
export const findSesSender = async (
  settings: Omit<SesSettings, "publicUrl">,
  signal: AbortSignal,
): Promise<SesSender> => {
  const address = /([^\s<>]+@[^\s<>]+?)>?\s*$/.exec(settings.from)?.[1] ?? settings.from;
  const client = new SESv2Client({
    ...(settings.region ? { region: settings.region } : {}),
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    ...(settings.credentials ? { credentials: settings.credentials } : {}),
    maxAttempts: 2,
  });
  const unlessDenied = (problem: unknown): null => {
    if (problem instanceof Error && /^AccessDenied|^NotAuthorized/.test(problem.name)) return null;
    throw problem;
  };
  const stateOf = async (identity: string): Promise<SesIdentity["state"]> => {
    try {
      const answer = await client.send(new GetEmailIdentityCommand({ EmailIdentity: identity }), {
        abortSignal: signal,
      });
      return answer.VerifiedForSendingStatus === true ? "verified" : "unverified";
    } catch (problem) {
      if (problem instanceof Error && problem.name === "NotFoundException") return "unknown";
      return unlessDenied(problem);
    }
  };
  try {
    const names = [...new Set([address, address.split("@").at(-1) ?? address])];
    const identities = await Promise.all(names.map(async (identity) => ({ identity, state: await stateOf(identity) })));
    const account = await client.send(new GetAccountCommand(), { abortSignal: signal }).catch(() => null);
    const isAllowed = account?.ProductionAccessEnabled;
    return { identities, isInSandbox: isAllowed === undefined ? null : !isAllowed };
  } finally {
    client.destroy();
  }
};
