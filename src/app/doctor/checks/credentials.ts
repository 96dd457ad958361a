import { CloudError } from "../../../core/identity-center.ts";
import type { Check } from "../check.ts";
import { ok, wrong } from "../finding.ts";

const howTheSdkLooks =
  "The AWS SDK looks for AWS_ACCESS_KEY_ID, AWS_PROFILE, a web identity, a container's or an instance's role, in that order. Give the process a role.";

const howToReachAws =
  "Let this machine reach AWS: a NAT gateway, a proxy, or VPC endpoints for STS, Identity Center, the Identity Store and Organizations. AWS_ENDPOINT_URL, where it is set, must be right.";

/** Node's own codes: nothing was answered at all. */
const isOfTheNetwork = ({ cause }: CloudError): boolean =>
  cause instanceof Error && ("code" in cause ? /^E[A-Z_]+$/.test(String(cause.code)) : cause.name === "TimeoutError");

/** There are credentials, and AWS takes them. */
export const credentials: Check = {
  name: "Credentials",
  look: async ({ aws }, signal) => {
    if (!(await aws.region()))
      return wrong("No Region is set.", "Set AWS_REGION to the primary Region of IAM Identity Center.");
    try {
      const { arn, accountId } = await aws.caller(signal);
      return ok(`account ${accountId}, ${arn}`);
    } catch (problem) {
      if (!(problem instanceof CloudError)) throw problem;
      return wrong(problem.message, isOfTheNetwork(problem) ? howToReachAws : howTheSdkLooks);
    }
  },
};
