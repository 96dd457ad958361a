import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useFavourites } from "../../api/favourites.ts";
import { FavouriteChips } from "../../parts/favourite-chips.tsx";

/** What this person marked: one click fills the form. Nothing is shown to who has marked nothing. */
export const Favourites = () => {
  const favourites = useFavourites().data?.items ?? [];
  if (favourites.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Favourites</Header>}>
      <FavouriteChips favourites={favourites} />
    </Container>
  );
};
