import { AwsError } from "../aws/aws-error.ts";
import { bareAddress } from "./mailbox.ts";
import { badRequest, type MailContent } from "./sent-mail.ts";

const mostRecipients = 50;

/** Throws what SES answers to a mail it does not take: no or too many recipients, a broken address, an unverified sender. */
export const assertSendable = (mail: MailContent, region: string): void => {
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
  if (recipients.length === 0) throw badRequest("The message has no recipients.");
  if (recipients.length > mostRecipients) throw badRequest(`Recipient count exceeds ${mostRecipients}.`);
  for (const address of [mail.from, ...recipients, ...mail.replyTo].map(bareAddress)) assertAddress(address);
  const from = bareAddress(mail.from);
  if (isVerifiedDomain(from)) return;
  throw new AwsError(
    "MessageRejected",
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${from}`,
  );
};

const assertAddress = (address: string): void => {
  if (!address.includes("@")) throw badRequest("Missing final '@domain'");
  if (/[\s\p{Cc}]/u.test(address)) throw badRequest("Illegal address");
  if (!/^[^@]+@[^@.]+(\.[^@.]+)+$/.test(address)) throw badRequest("Domain contains dot-string or is missing a part");
};

/** The simulated account has verified every domain under `.example`, where all the simulated organisation lives. */
export const isVerifiedDomain = (domain: string): boolean => domain.toLowerCase().endsWith(".example");
