import { randomUUID } from "node:crypto";
import type { SimulatorParts } from "../parts.ts";
import type { RoleSessionRow } from "../rows.ts";
import type { WebRequest } from "../web.ts";
import { trailTime, userIdentityOf } from "./call-record.ts";
import { trailState } from "./trail-state.ts";

/**
 * That somebody opened the console with a role, as CloudTrail records it: without an access key, in us-east-1.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export const recordConsoleLogin = (
  { world, clock, trail }: Pick<SimulatorParts, "world" | "clock" | "trail">,
  session: RoleSessionRow,
  { headers, remoteAddress }: WebRequest,
): void => {
  const { accessKeyId: _none, ...userIdentity } = userIdentityOf(world, session, trailState(world).withOnBehalfOf);
  trail.take({
    eventVersion: "1.11",
    userIdentity,
    eventTime: trailTime(clock.now()),
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    awsRegion: "us-east-1",
    sourceIPAddress: remoteAddress,
    userAgent: headers["user-agent"] ?? "-",
    requestParameters: null,
    responseElements: { ConsoleLogin: "Success" },
    additionalEventData: { MobileVersion: "No", MFAUsed: "No" },
    eventID: randomUUID(),
    readOnly: false,
    eventType: "AwsConsoleSignIn",
    managementEvent: true,
    recipientAccountId: session.accountId,
    eventCategory: "Management",
  });
};
