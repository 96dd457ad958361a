import type { Notifier } from "../core/notifier.ts";
import { sesNotifier } from "../notify/ses.ts";
import { smtpNotifier } from "../notify/smtp.ts";
import type { WorkConfig } from "./config.ts";

/** The ways mail leaves, as configured; none is a way too. */
export const mailChannels = (config: WorkConfig): (Notifier & { close(): void })[] => {
  const { STINT_MAIL_FROM: from, STINT_SMTP_URL: url, STINT_PUBLIC_URL: publicUrl } = config;
  if (!from) return [];
  if (url) return [smtpNotifier({ url, from, publicUrl })];
  return config.STINT_SES === "on" ? [sesNotifier({ from, publicUrl })] : [];
};
