import { keepDocument, readDocument } from "../kept-document.ts";
import type { World } from "../world.ts";

export type Mail = {
  messageId: string;
  sentAt: string;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  text?: string;
  html?: string;
};

const document = "mailbox";
const mostMails = 1000;
const mostCharacters = 16_000_000;

/** Puts the mail on top; the oldest go when there are more than a thousand, or too much text for one snapshot. */
export const putMail = (world: World, mail: Mail): void => {
  let room = mostCharacters;
  const kept = [mail, ...readMails(world)].slice(0, mostMails).filter((one) => {
    room -= sizeOf(one);
    return one === mail || room >= 0;
  });
  keepDocument(world, document, kept);
};

/** The mails, newest first; only those that went to the address when one is given, whatever its case. */
export const listMails = (world: World, to?: string): Mail[] => {
  const wanted = to?.trim().toLowerCase();
  const mails = readMails(world);
  if (wanted === undefined || wanted === "") return mails;
  return mails.filter((mail) =>
    [...mail.to, ...mail.cc, ...mail.bcc].some((one) => bareAddress(one).toLowerCase() === wanted),
  );
};

/** The address in `Name <address>`, or the whole when there is no name. */
export const bareAddress = (address: string): string => (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim();

const readMails = (world: World): Mail[] => readDocument<Mail[]>(world, document, []);
const sizeOf = (mail: Mail): number => mail.subject.length + (mail.text?.length ?? 0) + (mail.html?.length ?? 0);
