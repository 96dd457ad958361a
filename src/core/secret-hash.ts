import { createHash, timingSafeEqual } from "node:crypto";

/**
 * What is kept of a secret that Stint made: its SHA-256. A slow hash (scrypt) protects what people choose, because that can be
 * guessed; ours are 256 random bits, which no number of guesses finds, and every API call would pay for the slowness.
 */
export const secretHash = (secret: string): string => createHash("sha256").update(secret, "utf8").digest("base64url");

/** Compares in the same time wherever the first difference is. */
export const isSecret = (secret: string, hash: string): boolean => {
  const given = Buffer.from(secretHash(secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
};
