import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { SignatureV4 } from "@smithy/signature-v4";
import type { HttpRequest, RequestSigner } from "@smithy/types";

/**
 * Answers an object's bytes, or undefined when it must be asked for in the usual way.
 *
 * The way of a call through the SDK costs several times what the call itself does, and a day of a busy account is fifty thousand
 * small files. So the SDK makes one request for this bucket, which is never sent; the requests for its files are made after that pattern, signed
 * by the SDK's signer and sent by its connections. Whatever is answered with anything but 200 is for the SDK, with its retries.
 */
export type QuickGet = (key: string) => Promise<Uint8Array | undefined>;

/** Nothing in such a key is written otherwise in a path. */
const plainKey = /^[\w/.-]+$/;

const patternKey = "PATTERN";

type Pattern = { request: HttpRequest; signer: RequestSigner };

/** The request as the SDK would send it, from a call that ends before it is sent. */
const requestOf = async (client: S3Client, bucket: string) => {
  const command = new GetObjectCommand({ Bucket: bucket, Key: patternKey });
  let seen: { request: HttpRequest; region: unknown } | undefined;
  command.middlewareStack.add(
    (_next, context) => async (args) => {
      seen = { request: args.request as HttpRequest, region: context.signing_region };
      return { response: { statusCode: 200 }, output: { $metadata: {} } };
    },
    { step: "finalizeRequest", priority: "low" },
  );
  await client.send(command);
  return seen;
};

const passing = /^(?:authorization|x-amz-date|x-amz-security-token|amz-sdk-|x-amz-checksum-mode)/;

const patternOf = async (client: S3Client, bucket: string): Promise<Pattern | undefined> => {
  const seen = await requestOf(client, bucket);
  if (!seen?.request.path.endsWith(`/${patternKey}`)) return undefined;
  const { request } = seen;
  const { credentials, sha256, region } = client.config;
  const signer = new SignatureV4({
    ...{ credentials, sha256, region: typeof seen.region === "string" ? seen.region : region, service: "s3" },
    uriEscapePath: false,
  });
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !passing.test(name)));
  return { request: { ...request, headers }, signer };
};

export const quickGetOf = (facts: { client: S3Client; bucket: string; signal: AbortSignal }): QuickGet => {
  const { client, bucket, signal } = facts;
  const { requestHandler, streamCollector } = client.config;
  let pattern: Promise<Pattern | undefined> | undefined;
  return async (key) => {
    pattern ??= patternOf(client, bucket);
    const known = plainKey.test(key) ? await pattern : undefined;
    if (!known) return undefined;
    const { request, signer } = known;
    const path = request.path.slice(0, -patternKey.length) + key;
    const signed = await signer.sign({ ...request, path, headers: { ...request.headers } });
    const { response } = await requestHandler.handle(signed as never, { abortSignal: signal });
    const bytes = await streamCollector(response.body);
    return response.statusCode === 200 ? bytes : undefined;
  };
};
