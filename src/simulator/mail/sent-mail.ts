import type { SendEmailRequest } from "@aws-sdk/client-sesv2";
import { AwsError } from "../aws/aws-error.ts";
import type { Mail } from "./mailbox.ts";
import { readMimeMessage } from "./mime-message.ts";

export type MailContent = Omit<Mail, "messageId" | "sentAt">;

/** What a SendEmail request would put into the mailbox, whichever way its content is given. */
export const sentMail = (request: SendEmailRequest): MailContent => {
  const { Simple, Raw, Template } = request.Content ?? {};
  if (Simple !== undefined) return simpleMail(request, Simple);
  if (Raw?.Data !== undefined) return rawMail(request, Raw.Data);
  if (Template !== undefined) throw badRequest("The simulator has no email templates: send Simple or Raw content.");
  throw badRequest("Content: one of Simple, Raw or Template is required.");
};

export const badRequest = (message: string): AwsError => new AwsError("BadRequestException", message);

const simpleMail = (
  { FromEmailAddress, Destination, ReplyToAddresses }: SendEmailRequest,
  message: NonNullable<NonNullable<SendEmailRequest["Content"]>["Simple"]>,
): MailContent => {
  const { Text, Html } = message.Body ?? {};
  if (message.Subject?.Data === undefined) throw badRequest("Content.Simple.Subject.Data is required.");
  if (Text?.Data === undefined && Html?.Data === undefined) throw badRequest("Content.Simple.Body needs Text or Html.");
  return {
    from: FromEmailAddress ?? "",
    to: Destination?.ToAddresses ?? [],
    cc: Destination?.CcAddresses ?? [],
    bcc: Destination?.BccAddresses ?? [],
    replyTo: ReplyToAddresses ?? [],
    subject: message.Subject.Data,
    ...(Text?.Data !== undefined && { text: Text.Data }),
    ...(Html?.Data !== undefined && { html: Html.Data }),
  };
};

// Destination, when given, is the envelope and wins over the headers; blobs travel as base64 in REST-JSON.
const rawMail = ({ FromEmailAddress, Destination }: SendEmailRequest, data: Uint8Array | string): MailContent => {
  const bytes = typeof data === "string" ? Buffer.from(data, "base64") : Buffer.from(data);
  const message = readMimeMessage(bytes);
  return {
    ...message,
    from: FromEmailAddress ?? message.from,
    to: Destination?.ToAddresses ?? (Destination === undefined ? message.to : []),
    cc: Destination?.CcAddresses ?? (Destination === undefined ? message.cc : []),
    bcc: Destination?.BccAddresses ?? [],
  };
};
