import { AwsError } from "./aws-error.ts";
import type { Operation } from "./operation.ts";

/** One AWS service that speaks JSON 1.1: how its calls are addressed and what it can do. */
export type AwsService = {
  name: string;
  /** The part of X-Amz-Target before the dot. */
  target: string;
  /** Where a global service's calls are recorded; the Region that was called unless told. */
  region?: string;
  /** Calls with a person's role credentials are answered as far as the role allows; the administering services take none. */
  isOpenToRoles?: boolean;
  operations: readonly Operation[];
  throttled(): AwsError;
};

export const accessDenied = (message: string) => new AwsError("AccessDeniedException", message);

export const throttledWith = (code: string, message: string) => () => new AwsError(code, message);
