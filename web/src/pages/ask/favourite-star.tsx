import ToggleButton from "@cloudscape-design/components/toggle-button";
import { useFavourites, useMarking, useUnmarking } from "../../api/favourites.ts";
import { useTell } from "../../shell/flashes.tsx";
import type { Draft } from "./draft.ts";

/** Marks the chosen role in each chosen account, or takes the marks back when all have one. */
export const FavouriteStar = ({ draft }: { draft: Draft }) => {
  const favourites = useFavourites().data?.items;
  const marking = useMarking();
  const unmarking = useUnmarking();
  const tell = useTell();
  const { accounts, role } = draft;
  if (!favourites || !role || accounts.length === 0) return null;
  const marked = favourites.filter(
    ({ account, permissionSet }) => permissionSet.arn === role.arn && accounts.some(({ id }) => id === account.id),
  );
  const isMarked = marked.length === accounts.length;
  const onError = (problem: Error) => tell({ type: "error", content: problem.message });
  const toggle = () => {
    if (isMarked)
      return unmarking.mutate(
        marked.map(({ id }) => id),
        { onError },
      );
    const accountIds = accounts.map(({ id }) => id);
    return marking.mutate({ accountIds, permissionSetArn: role.arn }, { onError });
  };
  return (
    <ToggleButton
      pressed={isMarked}
      iconName="star"
      pressedIconName="star-filled"
      loading={marking.isPending || unmarking.isPending}
      onChange={toggle}
    >
      {isMarked ? "Favourite" : "Make it a favourite"}
    </ToggleButton>
  );
};
