import { z } from "zod";
import { accountId, permissionSetArn, stintId } from "./ids.ts";
import { instant } from "./instant.ts";
import { namedAccount, namedPermissionSet } from "./named.ts";
import { operation } from "./operation.ts";
import { listOf } from "./page.ts";

const tag = "Me";

const favourite = z
  .object({
    id: stintId,
    account: namedAccount,
    permissionSet: namedPermissionSet,
    createdAt: instant,
    offer: z
      .object({ approvalRequired: z.boolean(), maxDurationMinutes: z.int() })
      .nullable()
      .describe("What holds when it is asked for now; null: it can no longer be asked for."),
    abilities: z.object({ request: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: "Favourite" });

export const favouriteOperations = {
  list: operation({
    id: "listFavourites",
    method: "get",
    path: "/me/favourites",
    tag,
    summary: "What I marked to ask for again, what can be asked for first. 100 at most, on one page.",
    scope: "requests:read",
    output: listOf(favourite),
    statuses: [200],
  }),
  add: operation({
    id: "addFavourite",
    method: "put",
    path: "/me/favourites",
    tag,
    summary: "Mark an account and a role that I may ask for. Marked twice, it is there once.",
    scope: "requests:write",
    body: z.strictObject({ accountId, permissionSetArn }).meta({ id: "FavouriteInput" }),
    output: favourite,
    statuses: [200],
    refusals: [409],
  }),
  remove: operation({
    id: "removeFavourite",
    method: "delete",
    path: "/me/favourites/{id}",
    tag,
    summary: "Remove one of my favourites.",
    scope: "requests:write",
    params: z.object({ id: stintId }),
    statuses: [204],
    refusals: [404],
  }),
};
