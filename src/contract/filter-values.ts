import { z } from "zod";
import { absentWhenEmpty } from "./page.ts";
import { lineOf } from "./text.ts";

/** What every list of requests or access is asked for the values of its filters by, besides the view. */
export const filterValueQuery = {
  field: z.enum(["requester", "account", "permissionSet"]).describe("The filter that values are wanted for."),
  search: absentWhenEmpty(lineOf(200)).describe("Found anywhere in the name or id, whatever the case."),
};

const filterValue = z
  .object({
    value: z.string().describe("What the list is asked by."),
    label: z.string(),
    abilities: z.object({}).describe("Nothing can be done with it here."),
  })
  .meta({ id: "FilterValue" });

export const filterValues = z.object({ items: z.array(filterValue) });
