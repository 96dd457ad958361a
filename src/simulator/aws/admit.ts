import type { SimulatorParts } from "../parts.ts";
import { type Asked, permissionSetDecides } from "../policies/permission-set-decides.ts";
import { isDeniedByServiceControl } from "../policies/service-control.ts";
import type { WebRequest } from "../web.ts";
import { AwsError } from "./aws-error.ts";
import { type Caller, callerOf } from "./caller.ts";

/** Who may do it regardless of any policy: nobody can be denied to ask who they are. */
const needsNoPermission = new Set(["sts:GetCallerIdentity"]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const denied = (arn: string, { action, resources }: Asked, why: string) =>
  new AwsError(
    "AccessDeniedException",
    `User: ${arn} is not authorized to perform: ${action}${resources[0] === undefined ? "" : ` on resource: ${resources[0]}`} ${why}`,
    {},
    403,
  );

/**
 * Who calls, once it is sure that they may: THE place where a call made with a person's role credentials is let through or refused.
 * First what the organisation denies, then what the permission set allows. What a resource's own policy adds is the service's affair.
 */
export const admit = (
  { world, clock, caller: usual }: Pick<SimulatorParts, "world" | "clock" | "caller">,
  request: Pick<WebRequest, "headers">,
  asked: Asked,
): Caller => {
  const caller = callerOf(request.headers, world, clock.now(), usual);
  if (caller.kind !== "role-session" || needsNoPermission.has(asked.action)) return caller;
  if (isDeniedByServiceControl(world, caller.session, asked.action))
    throw denied(caller.arn, asked, "with an explicit deny in a service control policy");
  switch (permissionSetDecides(world, caller.session, asked)) {
    case "allow":
      return caller;
    case "explicit deny":
      throw denied(caller.arn, asked, "with an explicit deny in an identity-based policy");
    case "no allow":
      throw denied(caller.arn, asked, `because no identity-based policy allows the ${asked.action} action`);
  }
};
