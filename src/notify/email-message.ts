import type { Message } from "../core/notifier.ts";
import { escapeHtml } from "./escape-html.ts";
import type { NoticeText } from "./notice-text.ts";
import { writeNotice } from "./write-notice.ts";

export type EmailMessage = { subject: string; text: string; html: string; messageId: string };

/**
 * The mail for one message: whatever people wrote in it can neither add a header nor become markup nor pass for our words.
 * Its Message-ID is the same at every attempt.
 */
export const emailMessage = (message: Message, publicUrl: string): EmailMessage => {
  const words = writeNotice({ facts: message.facts, role: message.role, publicUrl });
  return {
    subject: `[Stint] ${words.subject}`,
    text: asText(words),
    html: asHtml(words),
    messageId: `<${message.deliveryId}@${new URL(publicUrl).hostname}>`,
  };
};

const asText = (words: NoticeText): string =>
  [
    words.lead,
    ...words.remarks,
    words.rows.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    ...words.quotes.map(({ label, text }) => `${label}:\n${text.replaceAll(/^/gm, "> ")}`),
    ...words.steps.map(({ label, text, url }) => `${label}: ${text}${url ? `\n${url}` : ""}`),
    `${words.link.label}: ${words.link.url}`,
    `-- \n${words.footer}`,
  ].join("\n\n") + "\n";

const asHtml = (words: NoticeText): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(words.subject)}</title></head>
<body style="font-family:Arial,sans-serif;font-size:15px;line-height:1.45;color:#16191f;max-width:640px">
<p><strong>${escapeHtml(words.lead)}</strong></p>
${words.remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join("\n")}
<table style="border-collapse:collapse">
${words.rows.map(row).join("\n")}
</table>
${words.quotes.map(quote).join("\n")}
${words.steps.length > 0 ? `<ul>\n${words.steps.map(step).join("\n")}\n</ul>` : ""}
<p><a href="${escapeHtml(words.link.url)}">${escapeHtml(words.link.label)}</a></p>
<p style="color:#545b64;font-size:13px">${escapeHtml(words.footer)}</p>
</body></html>
`;

const row = ({ label, value }: NoticeText["rows"][number]) =>
  `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 16px 2px 0">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;

const quote = ({ label, text }: NoticeText["quotes"][number]) =>
  `<p>${escapeHtml(label)}:</p>\n<blockquote style="white-space:pre-line;border-left:3px solid #d5dbdb;margin:0;padding-left:12px">${escapeHtml(text)}</blockquote>`;

const step = ({ label, text, url }: NoticeText["steps"][number]) =>
  url
    ? `<li><a href="${escapeHtml(url)}">${escapeHtml(label)}</a>: ${escapeHtml(text)}</li>`
    : `<li>${escapeHtml(label)}: ${escapeHtml(text)}</li>`;
