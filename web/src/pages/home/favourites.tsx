import { useFavourites } from "../../api/favourites.ts";
import { FavouriteChips } from "../../parts/favourite-chips.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";

/** What I marked, to ask for it in one click. */
export const Favourites = () => {
  const favourites = useFavourites();
  if (favourites.error) return <ProblemAlert problem={favourites.error} retry={() => favourites.refetch()} />;
  const items = favourites.data?.items ?? [];
  return items.length > 0 ? (
    <section aria-label="Favourites">
      <FavouriteChips favourites={items} />
    </section>
  ) : null;
};
