import { createTransport } from "nodemailer";
import { NotificationError, type Notifier } from "../core/notifier.ts";
import { mailOptions } from "./mail-options.ts";

export type SmtpSettings = {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  url: string;
  /** `Stint <stint@company.example>` */
  from: string;
  publicUrl: string;
  /** For each wait: to connect, for the greeting, for each answer. */
  timeoutMs?: number;
  maxConnections?: number;
};

const transportOf = ({ url, timeoutMs = 10_000, maxConnections = 5 }: Omit<SmtpSettings, "from" | "publicUrl">) =>
  createTransport({
    pool: true,
    url,
    maxConnections,
    // A mail whose connection broke is ours to try again, with the outcome on record.
    maxRequeues: 0,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  } as const);

/** Connects and signs in as for a mail, and sends none. Throws what stands in the way. */
export const verifySmtp = async (settings: { url: string; timeoutMs: number }): Promise<void> => {
  const transport = transportOf(settings);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
};

/** E-mail by SMTP over a few connections that are kept. Close it to let the process end. */
export const smtpNotifier = (settings: SmtpSettings): Notifier & { close(): void } => {
  const transport = transportOf(settings);
  return {
    channel: "email",
    async send(message, signal) {
      try {
        await transport.sendMail(mailOptions(message, { ...settings, ...(signal ? { signal } : {}) }));
      } catch (cause) {
        throw new NotificationError(cause instanceof Error ? cause.message : String(cause), {
          permanent: isRefusedForGood(cause),
          cause,
        });
      }
    },
    close: () => transport.close(),
  };
};

/**
 * Only a refusal of this recipient or of this content is final (RFC 5321 §4.2.1, 5yz). A refused login, sender or greeting is
 * a setting that an admin can mend, and everything else passes.
 */
const isRefusedForGood = (problem: unknown): boolean => {
  if (!(problem instanceof Error)) return false;
  const { responseCode, command, code } = problem as Error & {
    responseCode?: number;
    command?: string;
    code?: string;
  };
  if (responseCode === undefined) return code === "EENVELOPE" && /recipient/i.test(problem.message);
  return responseCode >= 500 && (command === "RCPT TO" || command === "DATA");
};
