import type { z } from "zod";
import type { SeenGrant } from "../commands/see-grants.ts";
import type { grant as grantShape } from "../contract/grants.ts";
import type { Holds } from "./serve-operation.ts";

/** What a token has not the scope for is no ability of its bearer. */
export const presentGrant = ({ grant, abilities, ...around }: SeenGrant, holds: Holds): z.input<typeof grantShape> => ({
  ...grant,
  ...around,
  abilities: {
    end: abilities.end && holds("grants:end"),
    readActivity: abilities.readActivity && holds("activity:read"),
  },
});
