import { addFavourite } from "../commands/add-favourite.ts";
import { findFavourites, type SeenFavourite } from "../commands/find-favourites.ts";
import { favouriteOperations as operations } from "../contract/favourites.ts";
import { notFound } from "../core/refusal.ts";
import { deleteFavourite } from "../store/favourites.ts";
import type { AppContext } from "./app-context.ts";
import { type Api, type Holds, serve } from "./serve-operation.ts";

const present = ({ role, ...favourite }: SeenFavourite, holds: Holds) => ({
  ...favourite,
  offer: role ?? null,
  abilities: { request: role !== undefined && holds("requests:write"), remove: holds("requests:write") },
});

export const serveFavourites = (api: Api, context: AppContext): void => {
  serve(api, operations.list, async ({ caller, holds }) => {
    const favourites = await findFavourites(context, caller);
    return { items: favourites.map((favourite) => present(favourite, holds)) };
  });

  serve(api, operations.add, async ({ caller, body, holds }) =>
    present(await addFavourite(context, { caller, pair: body }), holds),
  );

  serve(api, operations.remove, async ({ caller, params }) => {
    if (!(await deleteFavourite(context.db, { id: params.id, personId: caller.personId }))) throw notFound("favourite");
    return undefined;
  });
};
