import { randomUUID } from "node:crypto";
import type { SimulatorParts } from "../parts.ts";
import type { WebReply, WebRequest, WebRoute } from "../web.ts";
import { AwsError } from "./aws-error.ts";
import { runCall } from "./run-call.ts";

export type RestOperation<Input> = {
  name: string;
  method: WebRoute["method"];
  path: string;
  read(request: WebRequest): Input;
  throttled(): AwsError;
  answer(input: Input, request: WebRequest): object;
};

/** One operation of a REST-JSON service as a route: errors carry their name where the SDKs look for it, faults strike it as any other. */
export const restOperation = <Input>(parts: SimulatorParts, operation: RestOperation<Input>): WebRoute => ({
  method: operation.method,
  path: operation.path,
  async answer(request) {
    const requestId = randomUUID();
    try {
      const input = operation.read(request);
      const { name, throttled } = operation;
      const work = () => operation.answer(input, request);
      return reply(200, requestId, await runCall(parts, { operation: name, input, requestId, throttled, work }));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return reply(error.status, requestId, { message: error.message, ...error.fields }, error.code);
    }
  },
});

/** The body as an object of members, or the error REST services answer to anything else. */
export const jsonMembers = ({ body }: WebRequest): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(body.toString("utf8") || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, as for any other body that is not an object.
  }
  throw new AwsError("SerializationException", "The request body is not a JSON object.");
};

const reply = (status: number, requestId: string, body: object, errorType?: string): WebReply => ({
  status,
  headers: {
    "content-type": "application/json",
    "x-amzn-requestid": requestId,
    ...(errorType === undefined ? {} : { "x-amzn-errortype": errorType }),
  },
  body: JSON.stringify(body),
});
