import type { AskQuickly } from "./ask-quickly.ts";

export type ListedFile = { key: string; size: number };
export type ListedPage = { files: ListedFile[]; next: string | undefined };

/** A thousand keys of a kilobyte each, and what is said of them. */
const longestPage = 4 * 1024 * 1024;

/** As a signature wants it (RFC 3986, 2.3): `encodeURIComponent` leaves five characters more as they are. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const values = /<(IsTruncated|NextContinuationToken|Key|Size)>([^<]*)</g;

/** A part of a text keeps all of it in memory; a copy does not. */
const copied = (part: string) => Buffer.from(part).toString();

/** Undefined for what is written in a way that only a parser of XML should read. */
const pageOf = (xml: string): ListedPage | undefined => {
  const files: ListedFile[] = [];
  let next: string | undefined;
  let isTruncated: string | undefined;
  let key: string | undefined;
  for (const [, name, value = ""] of xml.matchAll(values)) {
    if (value.includes("&")) return undefined;
    if (name === "IsTruncated") isTruncated = value;
    else if (name === "NextContinuationToken") next = value;
    else if (name === "Key" && key === undefined) key = copied(value);
    else if (name === "Size" && key !== undefined) {
      files.push({ key, size: Number(value) });
      key = undefined;
    } else return undefined;
  }
  const isWhole = key === undefined && isTruncated === String(next !== undefined);
  return isWhole && xml.includes("</ListBucketResult>") ? { files, next } : undefined;
};

/**
 * One page of a listing, or undefined when it must be asked for in the usual way. The SDK's parser makes thirteen megabytes of
 * garbage of a page, and of all that is said of a file two values are needed.
 */
export const listQuickly = async (
  askQuickly: AskQuickly,
  { prefix, startAfter, token }: { prefix: string; startAfter: string; token: string | undefined },
): Promise<ListedPage | undefined> => {
  const asked = {
    ...(token === undefined ? {} : { "continuation-token": token }),
    ...{ "list-type": "2", prefix, "start-after": startAfter },
  };
  const query = Object.entries(asked).map(([name, value]) => `${name}=${encoded(value)}`);
  const xml = await askQuickly({ key: "", query: query.join("&"), mostBytes: longestPage });
  return xml && pageOf(xml.toString("utf8"));
};
