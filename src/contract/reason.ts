import { z } from "zod";

export const reason = z
  .object({
    code: z.string().describe("Stable: `noun.problem`."),
    message: z.string().describe("A sentence for people: what is wrong, and what to do."),
    field: z.string().optional().describe("The field it concerns, by its path."),
  })
  .meta({ id: "Reason" });

export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      reasons: z.array(reason).optional().describe("All that is wrong; the first is repeated above."),
    }),
  })
  .meta({ id: "Error" });

export type Reason = z.output<typeof reason>;
