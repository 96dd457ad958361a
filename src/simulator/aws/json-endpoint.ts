import { randomUUID } from "node:crypto";
import type { TrailEvent } from "../cloudtrail/call-record.ts";
import type { SimulatorParts } from "../parts.ts";
import { settleOperations } from "../sso-admin/settle-operations.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { admit } from "./admit.ts";
import { AwsError } from "./aws-error.ts";
import { callRate } from "./call-rate.ts";
import { runCall } from "./run-call.ts";
import { type AwsService, accessDenied } from "./service.ts";
import { toWire } from "./wire.ts";

const inputOf = (body: Buffer): Record<string, unknown> => {
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
    "content-type": "application/x-amz-json-1.1",
    "x-amzn-requestid": requestId,
    ...(errorType ? { "x-amzn-errortype": errorType } : {}),
  },
  body: JSON.stringify(body),
});

const unknownOperation = (target: string, services: readonly AwsService[]) => {
  const known = services.map((service) => service.target).join(", ");
  const words = `The simulator does not know ${target}. It answers some operations of ${known}.`;
  process.stderr.write(`simulator: ${words}\n`);
  return new AwsError("UnknownOperationException", words);
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** JSON services tell CloudTrail their input as it came, with members in lower camel case. */
const trailEventOf = (service: AwsService, operation: string, input: Record<string, unknown>): TrailEvent => ({
  eventSource: `${service.name}.amazonaws.com`,
  eventName: operation,
  ...(service.region === undefined ? {} : { region: service.region }),
  readOnly: /^(Describe|Get|Is|List|Lookup)/.test(operation),
  requestParameters: Object.fromEntries(Object.entries(input).map(([name, value]) => [lowerFirst(name), value])),
});

/** Answers every JSON 1.1 service at one address, told apart by X-Amz-Target as in AWS. */
export const jsonEndpoint = (parts: SimulatorParts, services: readonly AwsService[]) => {
  const rates = new Map(
    services.map((service) => [
      service.target,
      parts.limits === "none" ? () => true : callRate(parts.limits.callsPerSecond),
    ]),
  );

  const answer = async (target: string, request: WebRequest, requestId: string): Promise<object> => {
    // The CLI writes the whole name of CloudTrail's interface, packages and all; the last two parts are what counts.
    const [prefix = "", name = ""] = target.split(".").slice(-2);
    const service = services.find((one) => one.target === prefix);
    const operation = service?.operations.find((one) => one.name === name);
    if (!service || !operation) throw unknownOperation(target, services);
    const input = inputOf(request.body);
    const work = (failLateWith: string | null) => {
      const now = parts.clock.now();
      const action = `${service.name}:${name}`;
      const caller = admit(parts, request, { action, resources: [] });
      if (!rates.get(prefix)?.(now)) throw service.throttled();
      if (caller.kind === "role-session" && !service.isOpenToRoles)
        throw accessDenied(`User: ${caller.arn} is not authorized to perform: ${action}`);
      settleOperations(parts.world, now);
      const { world, timing, limits } = parts;
      return operation.answer({ world, now, caller, timing, limits, failLateWith }, input);
    };
    const trail = { request, event: trailEventOf(service, name, input) };
    return runCall(parts, { operation: name, input, requestId, trail, throttled: service.throttled, work });
  };

  return async (request: WebRequest): Promise<WebReply> => {
    const requestId = randomUUID();
    const target = String(request.headers["x-amz-target"] ?? "");
    try {
      return reply(200, requestId, toWire(await answer(target, request, requestId)));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const body = { __type: error.code, message: error.message, ...error.fields };
      // Whatever the protocol of others makes of it: here client errors are 400.
      return reply(
        error.status === 403 && error.code === "AccessDeniedException" ? 400 : error.status,
        requestId,
        body,
        error.code,
      );
    }
  };
};
