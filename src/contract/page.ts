import { z } from "zod";

export const pageLimits = { usual: 50, most: 200 };

/** What every list takes. An empty value means that the parameter was left out. */
export const absentWhenEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** One value or several, but not more than `most`: separated by commas, or the parameter repeated. */
export const listOfValues = <T extends z.ZodType<unknown, string>>(item: T, most: number) =>
  absentWhenEmpty(
    z
      .union([z.string(), z.array(z.string())])
      .transform((given) => [given].flat().flatMap((text) => text.split(",")))
      .pipe(z.array(item).max(most)),
  ).meta({
    type: "array",
    items: item instanceof z.ZodEnum ? { type: "string", enum: item.options } : { type: "string" },
  });

export const pageQuery = {
  limit: absentWhenEmpty(
    z
      .string()
      .regex(/^\d{1,4}$/, "is not a whole number")
      .transform(Number)
      .pipe(z.number().min(1).max(pageLimits.most)),
  ).meta({
    type: "integer",
    minimum: 1,
    maximum: pageLimits.most,
    default: pageLimits.usual,
    description: `How many at most: 1 to ${pageLimits.most}.`,
  }),
  cursor: absentWhenEmpty(z.string().max(2_000)).describe("`nextCursor` of the page before, handed back unread."),
};

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional().describe("Absent on the last page.") });
