import type { TrailEvent } from "../cloudtrail/call-record.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebRequest } from "../web.ts";
import type { S3Address } from "./s3-address.ts";
import type { S3Operation } from "./s3-operation.ts";

type Called = { parts: Pick<SimulatorParts, "objects">; request: WebRequest; address: S3Address };

const resourcesOf = ({ parts, address: { bucket, key } }: Called): object[] => {
  if (bucket === "") return [];
  const accountId = parts.objects.bucket(bucket)?.accountId;
  const arn = `arn:aws:s3:::${bucket}`;
  return [
    { type: "AWS::S3::Object", ...(key === "" ? { ARNPrefix: `${arn}/` } : { ARN: `${arn}/${key}` }) },
    { ...(accountId === undefined ? {} : { accountId }), type: "AWS::S3::Bucket", ARN: arn },
  ];
};

/** How S3 tells CloudTrail of a call: its own names in `requestParameters`, the query as it came. */
export const s3TrailEvent = (operation: S3Operation, called: Called): TrailEvent => {
  const { bucket, key, query } = called.address;
  const region = called.parts.objects.bucket(bucket)?.region;
  return {
    eventSource: "s3.amazonaws.com",
    eventName: operation.eventName ?? operation.name,
    ...(region === undefined ? {} : { region }),
    readOnly: operation.readOnly,
    isData: operation.isData,
    requestParameters: {
      ...Object.fromEntries([...query].filter(([name]) => name !== "x-id")),
      ...(bucket === "" ? {} : { bucketName: bucket }),
      Host: called.request.headers.host ?? "",
      ...(key === "" ? {} : { key }),
    },
    additionalEventData: {
      SignatureVersion: "SigV4",
      bytesTransferredIn: called.request.body.length,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": "simulated",
    },
    resources: resourcesOf(called),
  };
};
