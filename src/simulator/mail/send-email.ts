import { randomUUID } from "node:crypto";
import type { SendEmailRequest, SendEmailResponse } from "@aws-sdk/client-sesv2";
import { AwsError } from "../aws/aws-error.ts";
import { callerOf } from "../aws/caller.ts";
import { jsonMembers, restOperation } from "../aws/rest-operation.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebRequest, WebRoute } from "../web.ts";
import { assertSendable } from "./assert-sendable.ts";
import { putMail } from "./mailbox.ts";
import { assertSendEmailShape } from "./send-email-shape.ts";
import { sentMail } from "./sent-mail.ts";

/** SES v2 SendEmail: the mail is in the mailbox when the message id is answered, and nowhere else. */
export const sendEmail = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "SendEmail",
    method: "POST",
    path: "/v2/email/outbound-emails",
    read: jsonMembers,
    throttled: () => new AwsError("TooManyRequestsException", "Maximum sending rate exceeded.", {}, 429),
    answer(members, request) {
      assertMaySend(parts, request);
      assertSendEmailShape(members);
      return send(parts, members);
    },
  });

const send = ({ world, clock }: SimulatorParts, request: SendEmailRequest): SendEmailResponse => {
  const mail = sentMail(request);
  assertSendable(mail, world.ids.region);
  const sentAt = clock.now();
  const messageId = `${sentAt.getTime().toString(16).padStart(16, "0")}-${randomUUID()}-000000`;
  putMail(world, { messageId, sentAt: sentAt.toISOString(), ...mail });
  return { MessageId: messageId };
};

const assertMaySend = ({ world, clock, caller: usual }: SimulatorParts, request: WebRequest): void => {
  const caller = callerOf(request.headers, world, clock.now(), usual);
  if (caller.kind !== "role-session") return;
  throw new AwsError(
    "AccessDeniedException",
    `User: ${caller.arn} is not authorized to perform: ses:SendEmail`,
    {},
    403,
  );
};
