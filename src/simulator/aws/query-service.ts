import type { WebReply } from "../web.ts";
import type { World } from "../world.ts";
import type { AwsError } from "./aws-error.ts";
import type { Caller } from "./caller.ts";
import type { XmlFields } from "./xml-elements.ts";

export type QueryCall = { world: World; now: Date; caller: Caller; region: string; form: URLSearchParams };

export type QueryOperation = {
  name: string;
  readOnly: boolean;
  /** Parameters it understands, without the numbers of list members; with any other the call is refused. */
  parameters: readonly string[];
  /** What the call is about, for policies that name resources. */
  resources?(call: Pick<QueryCall, "form" | "region"> & { accountId: string }): string[];
  answer(call: QueryCall): XmlFields;
  /** What CloudTrail is told of the form and of the result. */
  requestParameters?(form: URLSearchParams): object;
  responseElements?(result: XmlFields): object;
};

/** One AWS service that speaks the query protocol: a form in, XML out. */
export type QueryService = {
  name: string;
  /** Where a global service's calls are recorded. */
  region?: string;
  operations: readonly QueryOperation[];
  throttled(): AwsError;
  success(operation: string, requestId: string, result: XmlFields): WebReply;
  failure(error: AwsError, requestId: string): WebReply;
  /** How CloudTrail names its errors, where not as they are. */
  trailErrorCode?(code: string): string;
};

export const xmlReply = (status: number, requestId: string, body: string): WebReply => ({
  status,
  headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
  body,
});
