import { z } from "zod";

/** An instant as answered: ISO 8601 in UTC. */
export const instant = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime().meta({ format: "date-time" }),
);

const year = (text: string) => new Date(text).getUTCFullYear();

/** An instant as asked: ISO 8601 with its offset; no year that a database or a calendar could stumble over. */
export const askedInstant = z.iso
  .datetime({ offset: true, error: "is not an instant like 2026-11-20T14:00:00Z" })
  .refine((text) => year(text) >= 2000 && year(text) < 10_000, "is out of range")
  .transform((text) => new Date(text));
