import { randomUUID } from "node:crypto";
import { admit } from "../aws/admit.ts";
import { AwsError } from "../aws/aws-error.ts";
import { runCall } from "../aws/run-call.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebReply, WebRequest, WebRoute } from "../web.ts";
import { assertOwnerLetsIn, resourceOf } from "./assert-owner-lets-in.ts";
import { deleteObject } from "./delete-object.ts";
import { getBucketLocation } from "./get-bucket-location.ts";
import { getObject, headObject } from "./get-object.ts";
import { headBucket } from "./head-bucket.ts";
import { listBuckets } from "./list-buckets.ts";
import { listObjectsV2 } from "./list-objects-v2.ts";
import { putObject } from "./put-object.ts";
import { isForS3, type S3Address, s3AddressOf } from "./s3-address.ts";
import { s3Error, s3ErrorReply, slowDown } from "./s3-error.ts";
import type { S3Operation } from "./s3-operation.ts";
import { s3TrailEvent } from "./s3-trail-event.ts";

const operations: readonly S3Operation[] = [
  listBuckets,
  headBucket,
  getBucketLocation,
  listObjectsV2,
  getObject,
  headObject,
  putObject,
  deleteObject,
];

const levelOf = ({ bucket, key }: S3Address): S3Operation["on"] => {
  if (bucket === "") return "service";
  return key === "" ? "bucket" : "object";
};

const operationFor = (method: string, address: S3Address): S3Operation => {
  const { query } = address;
  const names = [...query.keys()].filter((name) => name !== "x-id");
  const operation = operations.find(
    ({ marker, ...one }) =>
      one.method === method &&
      one.on === levelOf(address) &&
      (marker === undefined || query.get(marker.name) === marker.value) &&
      names.every((name) => name === marker?.name || one.parameters.includes(name)),
  );
  if (operation) return operation;
  const known = operations.map(({ name }) => name).join(", ");
  const words = `The simulator does not know ${method} on ${levelOf(address)} with ${names.join(", ") || "no parameters"}. Of S3 it answers ${known}.`;
  process.stderr.write(`simulator: ${words}\n`);
  throw s3Error("NotImplemented", words);
};

/** The members an SDK's input has, for the record of calls and for faults that match on them. */
const inputOf = ({ bucket, key, query }: S3Address): Record<string, string> => ({
  ...(bucket === "" ? {} : { Bucket: bucket }),
  ...(key === "" ? {} : { Key: key }),
  ...Object.fromEntries(
    [...query]
      .filter(([name]) => name !== "x-id" && name !== "list-type")
      .map(([name, value]) => [name.replace(/(^|-)([a-z])/g, (_, _dash, letter) => letter.toUpperCase()), value]),
  ),
});

/** Answers S3's REST protocol for everything that is signed for it. */
export const s3Routes = (parts: SimulatorParts): WebRoute[] => {
  const answer = async (request: WebRequest, requestId: string): Promise<WebReply> => {
    const address = s3AddressOf(request);
    const operation = operationFor(request.method, address);
    const work = () => {
      const { world, objects, clock } = parts;
      const asked = { action: `s3:${operation.action}`, resources: resourceOf(address) };
      const caller = admit(parts, request, asked);
      assertOwnerLetsIn(operation, { world, objects, caller, address });
      const call = { world, objects, now: clock.now(), caller, request, address };
      return operation.answer(call);
    };
    const input = inputOf(address);
    const trail = { request, event: s3TrailEvent(operation, { parts, request, address }) };
    const { name } = operation;
    const reply = await runCall(parts, { operation: name, input, requestId, trail, throttled: slowDown, work });
    return { ...reply, headers: { "x-amz-request-id": requestId, "x-amz-id-2": "simulated", ...reply.headers } };
  };
  return [
    {
      method: "*",
      path: "/*",
      when: isForS3,
      async answer(request) {
        const requestId = randomUUID();
        try {
          return await answer(request, requestId);
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          return s3ErrorReply(error, { method: request.method, requestId });
        }
      },
    },
  ];
};
