import { AwsError } from "../../aws/aws-error.ts";

/** An error of SSO OIDC: AWS's exception name, and beside it the OAuth code of RFC 6749, 5.2, and RFC 8628, 3.5. */
export const oidcError = (exception: string, error: string, description: string, status = 400): AwsError =>
  new AwsError(exception, description, { error, error_description: description }, status);

export const invalidRequest = (description: string): AwsError =>
  oidcError("InvalidRequestException", "invalid_request", description);

export const invalidGrant = (description: string): AwsError =>
  oidcError("InvalidGrantException", "invalid_grant", description);

export const oidcThrottled = (): AwsError => oidcError("SlowDownException", "slow_down", "Slow down: try again later.");
