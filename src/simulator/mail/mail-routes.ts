import type { SimulatorParts } from "../parts.ts";
import { json, type WebRoute } from "../web.ts";
import { getEmailIdentity } from "./get-email-identity.ts";
import { listMails } from "./mailbox.ts";
import { answerMailboxPage } from "./mailbox-page.ts";
import { sendEmail } from "./send-email.ts";

/** SES, and the mailbox where everything sent by it ends up. */
export const mailRoutes = (parts: SimulatorParts): WebRoute[] => [
  sendEmail(parts),
  getEmailIdentity(parts),
  { method: "GET", path: "/mailbox", answer: (request) => answerMailboxPage(parts.world, request) },
  {
    method: "GET",
    path: "/mailbox.json",
    answer: ({ url }) => json(200, { items: listMails(parts.world, url.searchParams.get("to") ?? undefined) }),
  },
];
