import { randomUUID } from "node:crypto";
import { AwsError } from "../aws/aws-error.ts";
import { callerOf } from "../aws/caller.ts";
import { runCall } from "../aws/run-call.ts";
import { throttledWith } from "../aws/service.ts";
import { escapeMarkup } from "../escape-markup.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

const XMLNS = "https://sts.amazonaws.com/doc/2011-06-15/";

const elements = (fields: Record<string, string | undefined>) =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${escapeMarkup(value ?? "")}</${name}>`)
    .join("");

const xml = (status: number, requestId: string, body: string): WebReply => ({
  status,
  headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
  body,
});

/** STS names some errors otherwise than the JSON services do. */
const stsCode = (code: string) => code.replace(/^(ExpiredToken|MissingAuthenticationToken)Exception$/, "$1");

const errorReply = (error: AwsError, requestId: string) => {
  const type = error.status >= 500 ? "Receiver" : "Sender";
  const fields = elements({ Type: type, Code: stsCode(error.code), Message: error.message });
  return xml(
    error.status,
    requestId,
    `<ErrorResponse xmlns="${XMLNS}"><Error>${fields}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
};

/** Answers STS in the query protocol: a form in, XML out. */
export const stsEndpoint = (parts: SimulatorParts) => {
  const answer = (action: string, request: WebRequest, requestId: string) => {
    if (action !== "GetCallerIdentity") {
      const words = `The simulator does not know ${action === "" ? "a call without X-Amz-Target or Action" : `the action ${action}`}. Of the query protocol it answers GetCallerIdentity.`;
      process.stderr.write(`simulator: ${words}\n`);
      throw new AwsError("UnknownOperationException", words);
    }
    const throttled = throttledWith("Throttling", "Rate exceeded");
    const work = () => getCallerIdentity(callerOf(request.headers, parts.world, parts.clock.now(), parts.caller));
    return runCall(parts, { operation: action, input: {}, requestId, throttled, work });
  };

  return async (request: WebRequest): Promise<WebReply> => {
    const requestId = randomUUID();
    const action = new URLSearchParams(request.body.toString("utf8")).get("Action") ?? "";
    try {
      const { Account, Arn, UserId } = await answer(action, request, requestId);
      const result = `<${action}Result>${elements({ Arn, UserId, Account })}</${action}Result>`;
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      return xml(200, requestId, `<${action}Response xmlns="${XMLNS}">${result}${metadata}</${action}Response>`);
    } catch (error) {
      if (error instanceof AwsError) return errorReply(error, requestId);
      throw error;
    }
  };
};
