import type { SendMailOptions } from "nodemailer";
import type { Message } from "../core/notifier.ts";
import { emailMessage } from "./email-message.ts";

export type MailOptions = SendMailOptions & { signal?: AbortSignal };

/** The mail as nodemailer takes it: one recipient, no files and no addresses to fetch, marked as not written by a person. */
export const mailOptions = (
  message: Message,
  settings: { from: string; publicUrl: string; signal?: AbortSignal },
): MailOptions => {
  const mail = emailMessage(message, settings.publicUrl);
  return {
    from: settings.from,
    to: { name: "", address: message.recipient },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    // SES puts a Message-ID of its own in the place of ours; this one stays.
    headers: { "X-Stint-Delivery": message.deliveryId, "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.signal ? { signal: settings.signal } : {}),
  };
};
