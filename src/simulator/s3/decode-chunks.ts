import { s3Error } from "./s3-error.ts";

const lineEnd = Buffer.from("\r\n");

/**
 * The content of a body that came in signed or checksummed chunks; any other body as it is.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export const contentOf = ({ headers, body }: { headers: NodeJS.Dict<string | string[]>; body: Buffer }): Buffer => {
  if (!String(headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-")) return body;
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf(lineEnd, at);
    const size = end === -1 ? Number.NaN : Number.parseInt(body.subarray(at, end).toString("latin1"), 16);
    if (!(size >= 0) || end + 2 + size > body.length)
      throw s3Error("IncompleteBody", "The request body terminated unexpectedly");
    if (size === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
};
