import { readFile } from "node:fs/promises";
import type { Clock } from "../core/time.ts";
import { type IdpMetadata, parseIdpMetadata } from "./idp-metadata.ts";

export type IdpMetadataLocation = { url: string } | { file: string } | { text: string };

const rereadAfterMs = 3_600_000;
const fetchTimeoutMs = 10_000;

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whoever can change the metadata on its way can sign in as anyone. */
const assertTrustworthy = (from: IdpMetadataLocation): void => {
  if (!("url" in from)) return;
  const { protocol, hostname } = new URL(from.url);
  if (protocol === "https:" || (protocol === "http:" && loopback.has(hostname))) return;
  throw new Error(`The identity provider's metadata must come over https, not from ${from.url}.`);
};

const readText = async (from: IdpMetadataLocation): Promise<string> => {
  if ("text" in from) return from.text;
  if ("file" in from) return readFile(from.file, "utf8");
  const answer = await fetch(from.url, { signal: AbortSignal.timeout(fetchTimeoutMs), redirect: "error" });
  if (!answer.ok) throw new Error(`${from.url} answered ${answer.status}.`);
  return answer.text();
};

/** How old what was read may be at most; an hour when nothing is said. */
export type IdpMetadataSource = (how?: { maxAgeMs: number }) => Promise<IdpMetadata>;

/**
 * The identity provider's metadata, read when first asked for and again after an hour, so that a new signing certificate is noticed.
 * When it cannot be read again, `warn` is told why and what was read before still holds; when it never could be, the reason is thrown. Refuses at once an
 * address that is neither https nor on this machine.
 */
export const idpMetadataSource = (
  from: IdpMetadataLocation,
  clock: Clock,
  warn: (problem: unknown) => void = () => undefined,
): IdpMetadataSource => {
  assertTrustworthy(from);
  let known: { metadata: IdpMetadata; readAt: number } | undefined;
  let reading: Promise<IdpMetadata> | undefined;
  const read = async () => {
    const readAt = clock.now().getTime();
    try {
      const metadata = await parseIdpMetadata(await readText(from));
      known = { metadata, readAt };
      return metadata;
    } catch (error) {
      if (!known) throw error;
      known = { ...known, readAt };
      warn(error);
      return known.metadata;
    } finally {
      reading = undefined;
    }
  };
  return async ({ maxAgeMs } = { maxAgeMs: rereadAfterMs }) => {
    const age = known ? Math.abs(clock.now().getTime() - known.readAt) : Number.POSITIVE_INFINITY;
    if (known && age < maxAgeMs) return known.metadata;
    reading ??= read();
    return reading;
  };
};
