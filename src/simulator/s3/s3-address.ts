import type { WebRequest } from "../web.ts";

/** What a request is about: nothing named (the service), a bucket, or an object in it. */
export type S3Address = { bucket: string; key: string; query: URLSearchParams };

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * S3 shares its address with everything else: what is signed for it is meant for it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export const isForS3 = ({ headers }: Pick<WebRequest, "headers">): boolean =>
  /Credential=[^,]*\/s3\/aws4_request/.test(headers.authorization ?? "");

/** Path style, and virtual-host style below `localhost`, where every name leads to this machine. */
export const s3AddressOf = ({ target, headers }: Pick<WebRequest, "target" | "headers">): S3Address => {
  const [path = "", query = ""] = splitAt(target, "?");
  const rest = path.replace(/^\//, "");
  const host = /^(.+)\.localhost(:\d+)?$/.exec(headers.host ?? "")?.[1];
  const [bucket = "", key = ""] = host === undefined ? splitAt(rest, "/") : [host, rest];
  return { bucket: decoded(bucket), key: decoded(key), query: new URLSearchParams(query) };
};

const splitAt = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};
