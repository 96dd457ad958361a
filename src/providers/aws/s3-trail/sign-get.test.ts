import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import { SignatureV4 } from "@smithy/signature-v4";
import { createGetSigner } from "./sign-get.ts";

class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === "string" || secret === undefined ? secret : Buffer.from(secret as Uint8Array);
    this.hash = key === undefined ? createHash("sha256") : createHmac("sha256", key);
  }
  update(data: Uint8Array) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
  reset() {}
}

const region = "eu-central-1";
const headers = { host: "trail.s3.eu-central-1.amazonaws.com", "user-agent": "a b/1", "x-amz-user-agent": "js/3" };
const one = { accessKeyId: "AKIAONE", secretAccessKey: "one secret" };
const other = { accessKeyId: "AKIAOTHER", secretAccessKey: "another secret" };

const signedBySdk = async (
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  asked: { path: string; query: Record<string, string>; at: Date },
) => {
  const signer = new SignatureV4({ credentials, region, service: "s3", sha256: Sha256, uriEscapePath: false });
  const request = { method: "GET", protocol: "https:", hostname: headers.host, headers, ...asked };
  return (await signer.sign(request, { signingDate: asked.at })).headers;
};

test("a request is signed as the SDK signs it, with whatever credentials there are by then, in every second", async () => {
  const sign = createGetSigner({ region, headers });
  const targets: { path: string; query: Record<string, string> }[] = [
    { path: "/AWSLogs/o-1/444455556666/a_b-c.json.gz", query: { "x-id": "GetObject" } },
    { path: "/", query: { "list-type": "2", prefix: "a/b/", "start-after": "a/b/c+d=(e)" } },
  ];
  const text = ["x-id=GetObject", "list-type=2&prefix=a%2Fb%2F&start-after=a%2Fb%2Fc%2Bd%3D%28e%29"];
  const times = ["2026-11-21T23:59:59.001Z", "2026-11-21T23:59:59.900Z", "2026-11-22T00:00:00.000Z"];
  for (const time of times) {
    const at = new Date(time);
    for (const credentials of [one, other, { ...one, sessionToken: "t1" }, { ...one, sessionToken: "t2" }]) {
      for (const [index, target] of targets.entries()) {
        const pairs = sign({ path: target.path, query: text[index] ?? "" }, { credentials, at });
        const made = Object.fromEntries(pairs.map((name, n) => [name, pairs[n + 1]]).filter((_, n) => n % 2 === 0));
        assert.deepEqual(made, await signedBySdk(credentials, { ...target, at }));
      }
    }
  }
});
