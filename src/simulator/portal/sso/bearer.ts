import { AwsError } from "../../aws/aws-error.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { UserRow } from "../../rows.ts";
import type { WebRequest } from "../../web.ts";
import { userOfToken } from "../oidc/portal-token.ts";

export const bearerToken = ({ headers }: WebRequest): string => String(headers["x-amz-sso_bearer_token"] ?? "");

/** The person behind the bearer token; without one that holds, the call is refused as AWS does. */
export const bearer = (parts: SimulatorParts, request: WebRequest): UserRow => {
  const user = userOfToken(parts, bearerToken(request));
  if (user !== undefined) return user;
  throw new AwsError("UnauthorizedException", "Session token not found or invalid", {}, 401);
};

export const ssoThrottled = (): AwsError =>
  new AwsError("TooManyRequestsException", "HTTP 429 Too Many Requests", {}, 429);

/** A query parameter that has to be there. */
export const requiredParameter = ({ url }: WebRequest, name: string): string => {
  const value = url.searchParams.get(name);
  if (value === null || value === "") throw new AwsError("InvalidRequestException", `${name} is required.`);
  return value;
};

/** The query as it came, for the record of calls and for faults that match on it. */
export const queryMembers = ({ url }: WebRequest): Record<string, unknown> => Object.fromEntries(url.searchParams);
