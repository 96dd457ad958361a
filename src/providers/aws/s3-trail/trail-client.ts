import { S3Client } from "@aws-sdk/client-s3";
import type { AwsOptions } from "../clients.ts";

/** A client for the bucket of a trail, which may be in any Region; with an end to every wait. */
export const createTrailClient = (options: AwsOptions & { pathStyle?: boolean } = {}): S3Client => {
  const { region, endpoint, credentials, pathStyle } = options;
  return new S3Client({
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
    ...(pathStyle ? { forcePathStyle: true } : {}),
    followRegionRedirects: true,
    // Unpacking checks the bytes already: every gzip file ends with its own checksum (RFC 1952).
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: options.attempts ?? 6,
    retryMode: "standard",
    requestHandler: {
      connectionTimeout: options.connectionTimeoutMs ?? 3_000,
      requestTimeout: options.requestTimeoutMs ?? 10_000,
      throwOnRequestTimeout: true,
      // A file that stops coming half way.
      socketTimeout: options.requestTimeoutMs ?? 10_000,
    },
  });
};
