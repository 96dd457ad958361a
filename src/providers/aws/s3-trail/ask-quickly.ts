import { type ClientRequest, type Agent as HttpAgent, request as requestHttp } from "node:http";
import { type Agent as HttpsAgent, request as requestHttps } from "node:https";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { HttpRequest } from "@smithy/types";
import { createGetSigner, type Target } from "./sign-get.ts";
import { requestTimeoutMs } from "./trail-client.ts";

type Asked = { key: string; query: string; mostBytes: number };

/**
 * Answers what S3 sends for a key of the bucket, or for the bucket itself with none; undefined when it must be asked for in the usual way.
 *
 * A call through the SDK costs many times what its request does, and a day of a busy account is fifty thousand small files. So the SDK makes
 * one request for this bucket, which is never sent, and others are made after that pattern, with its credentials and its
 * connections. Whatever is answered with anything but 200, or at more length than expected, is for the SDK with its retries.
 */
export type AskQuickly = (asked: Asked) => Promise<Buffer | undefined>;

/** Nothing in such a key is written otherwise in a path. */
const plainKey = /^[\w/.-]*$/;

const patternKey = "PATTERN";

/** Made anew for each request, or for the SDK's own retries. */
const passing = /^(?:authorization|x-amz-date|x-amz-security-token|x-amz-content-sha256|amz-sdk-|x-amz-checksum-)/;

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

/** The SDK's own handler says so; its type does not, as another could be given. */
type Connections = { httpHandlerConfigs?(): { httpAgent?: HttpAgent; httpsAgent?: HttpsAgent } };

type Sender = {
  send(target: Target, headers: string[]): ClientRequest;
  folder: string;
  sign: ReturnType<typeof createGetSigner>;
};

/** Undefined where something is not as it is known here, and while the SDK has no connections of its own yet. */
const senderOf = async (client: S3Client, bucket: string): Promise<Sender | undefined> => {
  const { request: seen, region } = (await requestOf(client, bucket)) ?? {};
  if (!seen?.path.endsWith(`/${patternKey}`) || typeof region !== "string") return undefined;
  const isSecure = seen.protocol === "https:";
  const { httpAgent, httpsAgent } = (client.config.requestHandler as Connections).httpHandlerConfigs?.() ?? {};
  const agent = isSecure ? httpsAgent : httpAgent;
  if (!agent) return undefined;
  const request = isSecure ? requestHttps : requestHttp;
  const place = { agent, host: seen.hostname, port: seen.port, timeout: requestTimeoutMs };
  const headers = Object.fromEntries(Object.entries(seen.headers).filter(([name]) => !passing.test(name)));
  return {
    send: ({ path, query }, signed) => request({ ...place, path: `${path}?${query}`, headers: signed }),
    folder: seen.path.slice(0, -patternKey.length),
    sign: createGetSigner({ region, headers }),
  };
};

/** Undefined when it does not come, whole and no longer than expected, or when reading is stopped. */
const answerOf = (request: ClientRequest, { signal, mostBytes }: { signal: AbortSignal; mostBytes: number }) =>
  new Promise<Buffer | undefined>((resolve) => {
    const giveUp = () => {
      resolve(undefined);
      // Without an error, which would reach a connection that nobody listens to any more once its answer is whole.
      request.destroy();
    };
    signal.addEventListener("abort", giveUp);
    request.on("close", () => signal.removeEventListener("abort", giveUp));
    request.on("timeout", giveUp);
    request.on("error", giveUp);
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on("data", (part: Buffer) => {
        length += part.length;
        if (length > mostBytes) giveUp();
        else parts.push(part);
      });
      response.on("error", giveUp);
      response.on("end", () => resolve(response.statusCode === 200 ? Buffer.concat(parts, length) : undefined));
    });
    request.end();
  });

export const createAskQuickly = (facts: { client: S3Client; bucket: string; signal: AbortSignal }): AskQuickly => {
  const { client, bucket, signal } = facts;
  const { config } = client;
  let known: Promise<Sender | undefined> | undefined;
  const ask = async ({ key, query, mostBytes }: Asked) => {
    known ??= senderOf(client, bucket);
    const sender = plainKey.test(key) ? await known : undefined;
    if (!sender || signal.aborted) return undefined;
    const target = { path: sender.folder + key, query };
    const credentials = await config.credentials();
    // The real time, as the SDK takes it: AWS compares it with its own.
    const at = new Date(Date.now() + config.systemClockOffset);
    return answerOf(sender.send(target, sender.sign(target, { credentials, at })), { signal, mostBytes });
  };
  // What goes wrong here goes wrong again in the usual way, which knows what to do and what to say.
  return (asked) => ask(asked).catch(() => undefined);
};
