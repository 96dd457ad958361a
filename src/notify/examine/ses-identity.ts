import { GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import type { SesSettings } from "../ses.ts";

export type SesIdentity = { identity: string; mayWeSend: boolean };

/** What SES knows the sender by: the address itself, or else its domain. Undefined when it knows neither; throws when it may not be asked. */
export const findSesIdentity = async (
  settings: Omit<SesSettings, "publicUrl">,
  signal: AbortSignal,
): Promise<SesIdentity | undefined> => {
  const address = /([^\s<>]+@[^\s<>]+?)>?\s*$/.exec(settings.from)?.[1] ?? settings.from;
  const client = new SESv2Client({
    ...(settings.region ? { region: settings.region } : {}),
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    ...(settings.credentials ? { credentials: settings.credentials } : {}),
    maxAttempts: 2,
  });
  const ask = async (identity: string) => {
    try {
      const answer = await client.send(new GetEmailIdentityCommand({ EmailIdentity: identity }), {
        abortSignal: signal,
      });
      return { identity, mayWeSend: answer.VerifiedForSendingStatus === true };
    } catch (problem) {
      if (problem instanceof Error && problem.name === "NotFoundException") return undefined;
      throw problem;
    }
  };
  try {
    return (await ask(address)) ?? (await ask(address.split("@").at(-1) ?? address));
  } finally {
    client.destroy();
  }
};
