import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { createTransport } from "nodemailer";
import { NotificationError, type Notifier } from "../core/notifier.ts";
import { mailOptions } from "./mail-options.ts";

export type SesSettings = {
  /** An address or domain that SES has verified. */
  from: string;
  publicUrl: string;
  region?: string;
  /** Where the simulator is; absent for AWS. */
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  timeoutMs?: number;
};

/** E-mail by Amazon SES. Close it to let go of its connections. */
export const sesNotifier = (settings: SesSettings): Notifier & { close(): void } => {
  const timeoutMs = settings.timeoutMs ?? 10_000;
  const sesClient = new SESv2Client({
    ...(settings.region ? { region: settings.region } : {}),
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    ...(settings.credentials ? { credentials: settings.credentials } : {}),
    // The delivery is tried again by us, later and on record.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
  const transport = createTransport({ SES: { sesClient, SendEmailCommand } });
  return {
    channel: "email",
    async send(message, signal) {
      try {
        await transport.sendMail(mailOptions(message, { ...settings, ...(signal ? { signal } : {}) }));
      } catch (cause) {
        const [name, words] = cause instanceof Error ? [cause.name, cause.message] : ["Error", String(cause)];
        throw new NotificationError(`${name}: ${words}`, { permanent: isRefusedForGood(name, words), cause });
      }
    },
    close: () => sesClient.destroy(),
  };
};

/** SES refuses this very mail. An unverified sender, a paused account or a missing right is a setting that an admin can mend. */
const isRefusedForGood = (name: string, words: string): boolean =>
  name === "BadRequestException" || (name === "MessageRejected" && !/not verified/i.test(words));
