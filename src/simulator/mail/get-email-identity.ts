import type { GetEmailIdentityResponse } from "@aws-sdk/client-sesv2";
import { AwsError } from "../aws/aws-error.ts";
import { callerOf } from "../aws/caller.ts";
import { restOperation } from "../aws/rest-operation.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebRoute } from "../web.ts";
import { isVerifiedDomain } from "./assert-sendable.ts";

/** SES v2 GetEmailIdentity: the verified domains are identities, single addresses are none. */
export const getEmailIdentity = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "GetEmailIdentity",
    method: "GET",
    path: "/v2/email/identities/:identity",
    read: ({ params }) => ({ EmailIdentity: params.identity ?? "" }),
    throttled: () => new AwsError("TooManyRequestsException", "Too many requests.", {}, 429),
    answer({ EmailIdentity }, request): GetEmailIdentityResponse {
      const caller = callerOf(request.headers, parts.world, parts.clock.now(), parts.caller);
      if (caller.kind === "role-session")
        throw new AwsError(
          "AccessDeniedException",
          `User: ${caller.arn} is not authorized to perform: ses:GetEmailIdentity`,
          {},
          403,
        );
      if (EmailIdentity.includes("@") || !isVerifiedDomain(EmailIdentity))
        throw new AwsError("NotFoundException", `Email identity ${EmailIdentity} does not exist.`, {}, 404);
      return { IdentityType: "DOMAIN", VerifiedForSendingStatus: true, VerificationStatus: "SUCCESS" };
    },
  });
