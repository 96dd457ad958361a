import { S3Client } from "@aws-sdk/client-s3";
import { type AwsOptions, clientSettings } from "../client-settings.ts";

/** A file may be some megabytes. */
export const requestTimeoutMs = 30_000;

/** A client for the bucket of a trail, which may be in any Region; with an end to every wait. */
export const createTrailClient = (options: AwsOptions & { pathStyle?: boolean } = {}): S3Client => {
  const { pathStyle, ...given } = options;
  const settings = clientSettings({ requestTimeoutMs, attempts: 6, ...given });
  return new S3Client({
    ...settings,
    ...(pathStyle ? { forcePathStyle: true } : {}),
    followRegionRedirects: true,
    // Unpacking checks the bytes already: every gzip file ends with its own checksum (RFC 1952).
    responseChecksumValidation: "WHEN_REQUIRED",
    // For a file that stops coming half way.
    requestHandler: { ...settings.requestHandler, socketTimeout: options.requestTimeoutMs ?? requestTimeoutMs },
  });
};
