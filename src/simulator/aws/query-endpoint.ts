import { randomUUID } from "node:crypto";
import type { TrailEvent } from "../cloudtrail/call-record.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { admit } from "./admit.ts";
import { AwsError } from "./aws-error.ts";
import { liveSessionOf } from "./caller.ts";
import { credentialScopeOf } from "./credential-scope.ts";
import type { QueryOperation, QueryService } from "./query-service.ts";
import { runCall } from "./run-call.ts";
import type { XmlFields } from "./xml-elements.ts";

type Found = { service: QueryService; operation: QueryOperation; form: URLSearchParams; request: WebRequest };

const loudly = (code: string, words: string) => {
  process.stderr.write(`simulator: ${words}\n`);
  return new AwsError(code, words);
};

const operationIn = (service: QueryService, form: URLSearchParams): QueryOperation => {
  const action = form.get("Action") ?? "";
  const operation = service.operations.find(({ name }) => name === action);
  if (!operation) {
    const known = service.operations.map(({ name }) => name).join(", ");
    const what = action === "" ? "a call without X-Amz-Target or Action" : `the action ${action}`;
    throw loudly(
      "UnknownOperationException",
      `The simulator does not know ${what}. Of ${service.name} it answers ${known}.`,
    );
  }
  for (const name of form.keys()) {
    const plain = name.replace(/\.\d+(\..*)?$/, "");
    if (plain === "Action" || plain === "Version" || operation.parameters.includes(plain)) continue;
    throw loudly("UnknownParameter", `The simulator does not know the parameter ${name} of ${operation.name}.`);
  }
  return operation;
};

const trailEventOf = ({ service, operation, form }: Found): TrailEvent => ({
  eventSource: `${service.name}.amazonaws.com`,
  eventName: operation.name,
  ...(service.region === undefined ? {} : { region: service.region }),
  readOnly: operation.readOnly,
  requestParameters: operation.requestParameters?.(form) ?? null,
  ...(service.trailErrorCode ? { errorCode: service.trailErrorCode } : {}),
});

/** Answers every service of the query protocol at one address, told apart by the service that the call is signed for. */
export const queryEndpoint = (parts: SimulatorParts, services: readonly [QueryService, ...QueryService[]]) => {
  const answer = (found: Found, requestId: string): Promise<XmlFields> => {
    const { service, operation, form, request } = found;
    const region = credentialScopeOf(request.headers).region || parts.world.ids.region;
    const work = () => {
      const { world, clock } = parts;
      const now = clock.now();
      const accountId = liveSessionOf(request.headers, world, now)?.accountId ?? "";
      const resources = operation.resources?.({ form, region, accountId }) ?? [];
      const caller = admit(parts, request, { action: `${service.name}:${operation.name}`, resources });
      return operation.answer({ world, now, caller, region, form });
    };
    return runCall(parts, {
      operation: operation.name,
      input: Object.fromEntries([...form].filter(([name]) => name !== "Action" && name !== "Version")),
      requestId,
      trail: {
        request,
        event: trailEventOf(found),
        responseElements: (result) => (operation.readOnly ? null : (operation.responseElements?.(result) ?? null)),
      },
      throttled: service.throttled,
      work,
    });
  };

  return async (request: WebRequest): Promise<WebReply> => {
    const requestId = randomUUID();
    const form = new URLSearchParams(request.body.toString("utf8"));
    const signedFor = credentialScopeOf(request.headers).service;
    const service = services.find(({ name }) => name === signedFor) ?? services[0];
    try {
      const operation = operationIn(service, form);
      const result = await answer({ service, operation, form, request }, requestId);
      return service.success(operation.name, requestId, result);
    } catch (error) {
      if (error instanceof AwsError) return service.failure(error, requestId);
      throw error;
    }
  };
};
