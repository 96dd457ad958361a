import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import type { AwsCredentialIdentity } from "@smithy/types";

/** `headers`: what every request carries; those that AWS wants signed are. */
type Signed = {
  region: string;
  headers: Readonly<Record<string, string>>;
  credentials: AwsCredentialIdentity;
  at: Date;
};

/** Path and query as they are sent, with nothing in them that would have to be written otherwise. */
export type Target = { path: string; query: string };

const emptyBody = hash("sha256", "");

const hmac = (key: string | Buffer | KeyObject, text: string) => createHmac("sha256", key).update(text);

/** All that does not change within a second. */
const prepare = ({ region, headers, credentials, at }: Signed) => {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = [time.slice(0, 8), region, "s3", "aws4_request"];
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const sent: Record<string, string> = { ...headers, "x-amz-content-sha256": emptyBody, "x-amz-date": time };
  if (sessionToken !== undefined) sent["x-amz-security-token"] = sessionToken;
  const names = Object.keys(sent).filter((name) => name === "host" || name.startsWith("x-amz-"));
  const signed = names.sort().join(";");
  return {
    key: createSecretKey(scope.reduce((key, text) => hmac(key, text).digest(), Buffer.from(`AWS4${secretAccessKey}`))),
    afterQuery: `${names.map((name) => `${name}:${sent[name]}\n`).join("")}\n${signed}\n${emptyBody}`,
    beforeHash: `AWS4-HMAC-SHA256\n${time}\n${scope.join("/")}\n`,
    sent: [...Object.entries(sent).flat(), "authorization"],
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${signed}, Signature=`,
  };
};

/**
 * Answers the headers, names and values in turn, with which S3 takes a GET: what the SDK's own signer makes, in a tenth of its time
 * (Signature Version 4, https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
export const createGetSigner = (fixed: Pick<Signed, "region" | "headers">) => {
  let last: { of: string; prepared: ReturnType<typeof prepare> } | undefined;
  return ({ path, query }: Target, { credentials, at }: Pick<Signed, "credentials" | "at">): string[] => {
    const of = `${Math.floor(at.getTime() / 1_000)} ${credentials.accessKeyId} ${credentials.sessionToken}`;
    if (last?.of !== of) last = { of, prepared: prepare({ ...fixed, credentials, at }) };
    const { key, afterQuery, beforeHash, sent, authorization } = last.prepared;
    const requested = hash("sha256", `GET\n${path}\n${query}\n${afterQuery}`);
    return [...sent, authorization + hmac(key, beforeHash + requested).digest("hex")];
  };
};
