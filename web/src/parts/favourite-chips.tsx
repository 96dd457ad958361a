import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useUnmarking } from "../api/favourites.ts";
import type { Favourite } from "../api/shapes.ts";

const shown = 6;

const addressOf = ({ account, permissionSet }: Favourite) =>
  `/ask?${new URLSearchParams({ account: account.id, role: permissionSet.arn })}`;

const nameOf = ({ account, permissionSet }: Favourite) => `${permissionSet.name} in ${account.name}`;

/** Each leads to the form, filled in. What can no longer be asked for says so, and can be removed. */
export const FavouriteChips = ({ favourites }: { favourites: Favourite[] }) => {
  const [all, setAll] = useState(false);
  const unmarking = useUnmarking();
  const visible = all ? favourites : favourites.slice(0, shown);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {visible.map((favourite) =>
        favourite.offer ? (
          <Button key={favourite.id} iconName="star-filled" href={addressOf(favourite)}>
            {nameOf(favourite)}
          </Button>
        ) : (
          <Box key={favourite.id} color="text-status-inactive">
            {nameOf(favourite)}: no longer to be asked for
            <Button
              variant="inline-icon"
              formAction="none"
              iconName="remove"
              ariaLabel={`Remove from favourites: ${nameOf(favourite)}`}
              loading={unmarking.isPending}
              onClick={() => unmarking.mutate([favourite.id])}
            />
          </Box>
        ),
      )}
      {favourites.length > shown ? (
        <Button variant="link" formAction="none" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${favourites.length}`}
        </Button>
      ) : null}
    </SpaceBetween>
  );
};
